/// \file
/// A person's story: what one invented citizen's issue, and one councillor's week, go through under the baseline and
/// under a policy. An illustration, not evidence. Whoever runs the model fills in what happened (scenarios/experiment);
/// here it becomes words. Places are zones, never wards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace wardmote::report {

/// What can happen in a story.
enum class Happening : std::uint8_t {
  arises,
  kept_quiet,        ///< not taken to the council
  tells_council,     ///< web, visit, or the telephone answered
  telephones,        ///< tries to
  tells_councillor,  ///< takes it to one
  to_desk,           ///< the councillor sends it on
  to_officer,        ///< likewise, straight
  to_named,          ///< likewise, to the officer named for the area
  to_conduit,        ///< likewise, through the area's key officer
  astray,            ///< sent, and lost
  wrong_officer,     ///< it reaches one who is not the right one
  passed_back,
  right_officer,     ///< reaches the right one and waits
  taken_at_meeting,  ///< taken in hand at a meeting
  taken_in_hand,
  asks_again,   ///< the councillor does
  found_again,  ///< what was lost
  not_settled,  ///< answered, and the same people begin again
  // from best to worst
  answered_fixed_told,
  answered_fixed,
  answered_told,  ///< not fixed, told why
  answered,       ///< not fixed, not told
  speaks,         ///< councillor with officers: amount is their number
  meets,          ///< at a meeting of the policy: amount as above
};

struct Moment {
  std::int64_t seconds = 0;  ///< since the study's start
  Happening what{};
  std::uint32_t amount = 0;
  std::string about{};  ///< a service, where the moment alone does not tell; may be empty
  /// The same on the same day.
  [[nodiscard]] bool same(Moment const& other) const;
};

/// Something followed twice, under the baseline and under the policy.
struct Twice {
  std::string who;    ///< "Somebody aged 35 to 64 in North Kirklees"
  std::string about;  ///< the service, or "a week"
  std::vector<Moment> baseline, policy;
  double baseline_size = 0, policy_size = 0;  ///< days to the answer; hours of the week
};

/// How many there were to choose from, and the middle one.
struct Pick {
  std::size_t n = 0;
  std::optional<Twice> middle = std::nullopt;
};

/// What one policy's stories are told from.
struct Story {
  std::string policy;               ///< title
  std::string run;                  ///< "world 1, replication 1, 1 in 50 of the citizens"
  Pick better = {}, worse = {};     ///< issues answered sooner or with more (put right, told), and the reverse
  std::size_t n_issue = 0;          ///< answered in both
  std::size_t n_unmoved = 0;        ///< of them, the same on the same day
  Pick lighter = {}, heavier = {};  ///< weeks of councillors
};

/// For the page's template.
nlohmann::json story_json(Story const& story, std::string const& start);

/// For a terminal: the same in plain text.
std::string story_text(Story const& story, std::string const& start);

}  // namespace wardmote::report
