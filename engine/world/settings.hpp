#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace wardmote::world {

/// What a policy can set: mechanisms, never outcomes. One value a ward, so that a policy can hold in some wards only.
/// Policies write them on the days they begin and end; processes read them.
enum class Dial : std::uint8_t {
  desk_bypass,         ///< share of councillor enquiries for which the desk is closed [1]
  named_contact,       ///< share with a named officer to go to [1]
  handler_shown,       ///< share whose handler the councillor is shown [1]
  tracking,            ///< share whose progress can be looked up [1]
  log_kept,            ///< share of losses a log prevents [1]
  enquiry_minutes,     ///< officer time rules add to an enquiry [min]
  directory_coverage,  ///< officers listed, if more than as found [1]
  directory_accuracy,  ///< entries right once brought up to date [1]
  directory_decay,     ///< right entries that go stale [1/month]
  directory_upkeep,    ///< stale entries put right [1/month]
  directory_use,       ///< direct enquiries before which it is looked up [1]
  permission,          ///< officers free to talk to councillors [1]
  told_case,           ///< residents' reports whose outcome is told [1]
  told_enquiry,        ///< councillor enquiries whose outcome is told to the resident [1]
  told_consultation,   ///< consultations whose participants are told the result [1]
  published,           ///< adults concerned whom a published result reaches [1]
  promise_case,        ///< time promised for a report, 0 for none [working day]
  promise_enquiry,     ///< time promised for an enquiry, 0 for none [working day]
  progress,            ///< waiting enquiries kept informed [1]
  feedback_minutes,    ///< officer time of telling a resident the outcome of a report [min]
  voice_online,        ///< logit of voicing an issue, for those online
  respond_online,      ///< logit of answering a consultation, for those online
  aware,               ///< further adults who notice an open call [1]
  aware_online,        ///< the same among those online [1]
  learn_known,         ///< residents who come to know a councillor in a year [1]
  learn_known_online,  ///< the same among those online [1]
  to_councillor,       ///< logit of taking an issue to a councillor, for those online
  phone_shift,         ///< share of calls by those online that move to the web [1]
  news_ratio,          ///< rate at which news reaches councillors, as a multiple
  desk_fte,            ///< staff added to the desk (council-wide: that of ward 0) [FTE]
  contact_centre_fte,  ///< staff added to the contact centre (likewise) [FTE]
  service_fte,         ///< enquiry officers added to services (likewise) [FTE]
  count
};
inline constexpr std::size_t n_dial = static_cast<std::size_t>(Dial::count);

/// The dials as they stand. [n_dial x n_ward]
class Settings {
 public:
  Settings() = default;
  explicit Settings(std::size_t n_ward) : n_ward_(n_ward), value_(n_dial * n_ward, 0.0) {}

  [[nodiscard]] double operator()(Dial dial, std::size_t ward = 0) const { return value_[at(dial, ward)]; }
  double& operator()(Dial dial, std::size_t ward) { return value_[at(dial, ward)]; }
  [[nodiscard]] std::size_t n_ward() const { return n_ward_; }

 private:
  [[nodiscard]] std::size_t at(Dial dial, std::size_t ward) const {
    return static_cast<std::size_t>(dial) * n_ward_ + ward;
  }
  std::size_t n_ward_ = 0;
  std::vector<double> value_;
};

}  // namespace wardmote::world
