#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wardmote::world {

/// Age bands of the ward tables (ONS mid-year estimates) [years]: 0-4, 5-10, 11-15, 16-19, 20-64, 65 and over.
inline constexpr std::size_t n_age_band = 6;
/// Broad ethnic groups of the census: Asian, Black, Mixed, White, Other.
inline constexpr std::size_t n_ethnic_group = 5;
/// Officer grades, from the front line up. The workshops of July 2018 tell middle from senior managers (A rows, 001).
enum class Grade : std::uint8_t { frontline, middle, senior };
inline constexpr std::size_t n_grade = 3;

/// A ward as the data describe it: nothing here changes during a run.
struct Ward {
  std::string code;                                   ///< GSS code
  std::string name;                                   ///< as written on the ballot paper
  std::uint32_t zone = 0;                             ///< index into Council::zones
  std::uint32_t n_councillor = 0;                     ///< seats
  std::array<std::uint32_t, n_age_band> residents{};  ///< residents by age band [persons]
  std::array<double, n_ethnic_group> ethnic_share{};  ///< share of residents by broad group [1], sums to 1
  double deprivation = 0;                             ///< IMD 2019 score, resident-weighted; higher is more deprived
  double digital_exclusion = 0;                       ///< Digital Exclusion Risk Index, 0 (low risk) to 10
  std::uint32_t tile_column = 0;                      ///< place on the tile map, from the left
  std::uint32_t tile_row = 0;                         ///< place on the tile map, from the top
};

/// A council service and the officers in it.
struct Service {
  std::string id;                                 ///< short name, as levers write it
  std::string title;                              ///< everyday name
  std::array<std::uint32_t, n_grade> officers{};  ///< officers by grade [full-time equivalents, whole]
  std::uint32_t n_enquiry_officer = 0;  ///< of the front line and middle: those who answer councillor enquiries
  double enquiry_weight = 0;            ///< share of councillor enquiries that concern it [1]
  double request_weight = 0;            ///< share of residents' own reports that concern it [1]
};

/// Opening hours of one kind of place, the same on each of its days.
struct OpeningHours {
  std::array<bool, 7> open{};       ///< Monday first
  std::uint32_t opens_minute = 0;   ///< minutes after midnight
  std::uint32_t closes_minute = 0;  ///< minutes after midnight
};

/// Which seats are up when a council votes, on the first Thursday of May (Representation of the People Act 1983, s.
/// 37).
enum class ElectionModel : std::uint8_t { none, all, halves, thirds };
struct Elections {
  ElectionModel model = ElectionModel::none;
  int first_year = 0;  ///< a year in which the first seat of each ward is up
  double notice = 0;   ///< time before the poll in which nothing new is begun that may sway it [week]
};

/// A part of each year in which the council's bodies do not sit: [from, until).
struct Recess {
  std::chrono::month_day from;
  std::chrono::month_day until;
};

/// A body in which councillors sit with officers: the cabinet (an executive), or a panel of scrutiny.
struct Body {
  std::string id;
  std::string title;
  bool decides = false;                 ///< the cabinet: it takes decisions; a panel looks into them
  std::vector<std::uint32_t> services;  ///< whose managers come; empty: all
  double every = 0;                     ///< between sittings [week]
  std::uint32_t n_member = 0;           ///< of a panel, its chair included; the cabinet has its portfolio holders
};

/// The two kinds of body, and where an officer and a councillor may speak: elsewhere, or in one of them.
enum class BodyKind : std::uint8_t { cabinet, scrutiny };
inline constexpr std::size_t n_body_kind = 2;
enum class Setting : std::uint8_t { elsewhere, cabinet, scrutiny };
inline constexpr std::size_t n_setting = 3;
[[nodiscard]] constexpr BodyKind kind_of(Body const& body) {
  return body.decides ? BodyKind::cabinet : BodyKind::scrutiny;
}

/// A council as found on its start date: the constant description that every run of a study shares.
struct Council {
  std::string id;                                    ///< file name of its folder
  std::string name;                                  ///< name people use
  std::string nation;                                ///< whose bank holidays apply
  std::chrono::sys_days as_found;                    ///< the day the description holds for
  std::vector<std::string> zones;                    ///< e.g. North, South
  std::vector<Ward> wards;                           ///< [n_ward]
  std::vector<Service> services;                     ///< [n_service]
  std::vector<std::chrono::sys_days> bank_holidays;  ///< sorted
  OpeningHours office;                               ///< officers and the Councillor Enquiries desk
  OpeningHours contact_centre;                       ///< telephone lines
  std::uint32_t n_cabinet = 0;                       ///< portfolio holders among the councillors
  std::uint32_t n_chair = 0;                         ///< chairs of committees and panels
  std::uint32_t n_leader = 0;                        ///< leaders of party groups
  std::uint32_t n_newcomer = 0;                      ///< elected for the first time at the last election
  double share_under_35 = 0;  ///< of residents aged 20-64, those under 35 [1], national age structure
  double share_under_75 = 0;  ///< of residents aged 65 and over, those under 75 [1], likewise
  Elections elections;
  std::vector<Recess> recesses;
  std::vector<Body> bodies;               ///< the cabinet first, if it is described
  std::optional<std::uint32_t> landlord;  ///< service that lets the council's homes
  std::optional<std::uint32_t> benefits;  ///< service that pays benefits

  /// Residents of all ages [persons].
  [[nodiscard]] std::uint64_t n_resident() const;
  /// Seats of all wards.
  [[nodiscard]] std::uint32_t n_councillor() const;
  /// Place of the cabinet among the bodies; one past the last if none is described.
  [[nodiscard]] std::size_t cabinet() const;
};

}  // namespace wardmote::world
