#pragma once

#include "engine/kernel/random.hpp"

/// What each random draw of the model is for. The numbers are part of every result: never renumber, never reuse
/// (tests/house/purposes_test.py).
/// Beside each: the entity and the occurrence that name a draw. An occurrence names something that exists in every
/// scenario (candidate 3 of a citizen, month 17), never a count of what was accepted (design §3).
namespace wardmote::world::purpose {

using kernel::Purpose;

// people, the same in all replications (citizen, 0)
inline constexpr Purpose age{1};
inline constexpr Purpose ethnicity{2};
inline constexpr Purpose digital{3};
inline constexpr Purpose propensity{4};
inline constexpr Purpose known{5};
inline constexpr Purpose trust_trait{6};
inline constexpr Purpose influence_trait{7};
inline constexpr Purpose resources{8};
inline constexpr Purpose attachment{9};
inline constexpr Purpose tie{10};  // (block of the ward network, tie)
inline constexpr Purpose couple{11};
inline constexpr Purpose councillor{12};  // (councillor, trait)
inline constexpr Purpose officer{13};     // (officer, trait)
inline constexpr Purpose knows_who{14};   // (councillor, service)
inline constexpr Purpose bulletin{15};    // (seat, holder)
inline constexpr Purpose home{16};        // (post, month in which it changed hands)

// passing states (citizen, month)
inline constexpr Purpose trust_noise{20};
inline constexpr Purpose influence_noise{21};
inline constexpr Purpose common_shock{22};  // (0, week)
inline constexpr Purpose learns_councillor{23};

// a citizen's occasions (citizen, candidate)
inline constexpr Purpose occasion{30};
inline constexpr Purpose issue{31};
inline constexpr Purpose channel{32};
inline constexpr Purpose call{33};  // (citizen, candidate * 256 + try)
inline constexpr Purpose invitation{34};
inline constexpr Purpose stand_in{36};  // (citizen, candidate)
inline constexpr Purpose routine{37};
inline constexpr Purpose routine_call{50};
inline constexpr Purpose redial{51};           // (citizen, candidate * 256 + try)
inline constexpr Purpose stand_in_calls{38};   // (0, number)
inline constexpr Purpose stand_in_matter{53};  // (0, number)
inline constexpr Purpose stand_in_call{39};    // (a random name, candidate * 256)
inline constexpr Purpose stand_in_reports{52};
inline constexpr Purpose self_help{54};  // (citizen, candidate)

// what follows a case (case entity, candidate * 256 + step)
inline constexpr Purpose request{40};
inline constexpr Purpose enquiry{41};  // route and losses
inline constexpr Purpose hop{42};
inline constexpr Purpose attention{43};
inline constexpr Purpose touch{44};
inline constexpr Purpose chase{45};
inline constexpr Purpose result{46};
inline constexpr Purpose talk{47};
inline constexpr Purpose conversation{48};
inline constexpr Purpose motive{55};  // (case entity, candidate * 256)
inline constexpr Purpose rule{49};    // what rules of the policy apply to it

// councillors, officers, wards
inline constexpr Purpose surgery{60};       // (councillor, 0)
inline constexpr Purpose base_contact{61};  // (councillor, candidate)
inline constexpr Purpose churn{62};         // (officer, month)
inline constexpr Purpose ward_change{63};   // (ward, candidate)
inline constexpr Purpose visit{64};         // (councillor, candidate * 2 + step)

// consultations (consultation, 0), and who a published result reaches (citizen, consultation)
inline constexpr Purpose consultation{70};
inline constexpr Purpose publication{71};
inline constexpr Purpose told{72};
inline constexpr Purpose exercise{73};   // (consultation, 0) what rules of the policy apply to it
inline constexpr Purpose targeted{74};   // (citizen, consultation)
inline constexpr Purpose seat{75};       // (citizen, group)
inline constexpr Purpose community{76};  // (citizen, 0)
inline constexpr Purpose story{77};      // (citizen, month)
inline constexpr Purpose news_rule{78};  // (ward, candidate)
inline constexpr Purpose answer{79};     // (citizen, consultation) of those reached beside the open call

// activities of a policy (mix of lever and place, planned day)
inline constexpr Purpose attendance{80};
inline constexpr Purpose meeting_case{81};
inline constexpr Purpose meeting_contact{82};
inline constexpr Purpose training{83};
inline constexpr Purpose guest{84};  // residents invited (activity, place in the list)

// the council's own calendar
inline constexpr Purpose tenure{90};        // (seat, 0) time in office as found
inline constexpr Purpose seat_changes{91};  // (seat, year of the election); (0xFFFFFFFF, year): their number
inline constexpr Purpose new_member{92};    // (seat, year of the election): whom the new one knows
inline constexpr Purpose ward_votes{93};    // (citizen, year of the election): whether they know the new one
inline constexpr Purpose sitting{94};       // (body, place in its calendar)

inline constexpr Purpose key_decision{95};  // (0, number)
inline constexpr Purpose paper{96};         // (body, place in its calendar)
inline constexpr Purpose practice{97};      // (ward, number of the key decision); (0x10000 + councillor, the same)
inline constexpr Purpose reader{98};        // (councillor, 0), the same in all replications

// circumstances of people, the same in all replications (citizen, 0), and what they report (citizen, candidate * 256)
inline constexpr Purpose tenant{100};
inline constexpr Purpose claimant{101};
inline constexpr Purpose disabled{102};
inline constexpr Purpose association{103};
inline constexpr Purpose matter{104};

// instruments: they measure, and nothing else depends on these
inline constexpr Purpose survey{110};    // (place among those drawn, year * 16 + way of asking)
inline constexpr Purpose workshop{111};  // (councillor or officer, 0) who comes; (the same, 1 + occasion) their dots

// worlds: the quantile of an uncertain number (hash of its name, world); see scenarios/experiment/worlds.cpp
inline constexpr Purpose world_draw{0xFFFF};

}  // namespace wardmote::world::purpose
