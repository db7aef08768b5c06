#pragma once

#include <cstdint>

#include "engine/kernel/clock.hpp"
#include "engine/kernel/event_queue.hpp"

namespace wardmote::world {

/// Everything that can happen. Beside each: what `who` and `what` mean.
enum class EventKind : std::uint8_t {
  occasion,  ///< something may concern a citizen: who = citizen, what = candidate
  routine,   ///< a routine matter comes up: who = citizen, what = candidate; detail = 1: a stand-in's, like who's
  call,      ///< a citizen dials: who = citizen, what = candidate; detail = try
  request_answered,     ///< who = case, what = its serial
  enquiry_sent,         ///< a councillor takes up a case: who = case, what = serial
  enquiry_at_officer,   ///< it reaches an officer, right or wrong
  enquiry_passed_back,  ///< a wrong officer hands it back
  enquiry_opened,       ///< the right officer turns to it
  enquiry_worked,       ///< the work is done
  enquiry_answered,     ///< the councillor has an answer
  chase_due,            ///< an occasion to chase
  base_contact,         ///< who = councillor, what = candidate
  ward_change,          ///< who = ward, what = candidate
  news_public,          ///< press or public hear: who = pending change, what = its serial
  consultation_opens,   ///< who = number of the consultation
  consultation_closes,
  decision,
  meeting,  ///< an activity of the policy: who = activity, what = place in its calendar
  training,
  week_passed,          ///< the common shock
  month_passed,         ///< passing states, churn, stores
  policy_changes,       ///< an instruction begins or ends: what = day on which the next one does
  review,               ///< of the policy: who = which; detail = 0: its window begins, 1: it is decided
  election,             ///< who = which of the scene's; detail = 0: notice of it, 1: the elected take office
  sitting,              ///< a body sits: who = body, what = place in its calendar
  key_decision_arises,  ///< what = number
  practice_due,         ///< the front line should follow a key decision by now: what = number
  visit_asked,          ///< a councillor asks to see a service: who = councillor, what = candidate
  visit,                ///< the day of it: who = councillor, what = candidate; step = service
};

/// A small typed value; 12 bytes.
struct Event {
  EventKind kind{};
  std::uint8_t detail = 0;
  std::uint16_t step = 0;
  std::uint32_t who = 0;
  std::uint32_t what = 0;
};
static_assert(sizeof(Event) == 12);

using EventQueue = kernel::EventQueue<Event, kernel::Time>;

}  // namespace wardmote::world
