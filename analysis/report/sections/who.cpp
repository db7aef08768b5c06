#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

#include "analysis/report/sections.hpp"

namespace wardmote::report {

using compare::Outcome;

namespace {

/// What the model knows of each protected characteristic (Equality Act 2010, section 4) and of two more that matter to
/// taking part.
struct Characteristic {
  char const* name;
  char const* held;  ///< how the model holds it; empty: not at all
};
constexpr std::array characteristics{
    Characteristic{"Age", "four groups of adults: 16-34, 35-64, 65-74, 75 and over; children do nothing"},
    Characteristic{"Disability", ""},
    Characteristic{"Gender reassignment", ""},
    Characteristic{"Marriage and civil partnership", ""},
    Characteristic{"Pregnancy and maternity", ""},
    Characteristic{"Race",
                   "three broad groups, White, Asian and all others, taken as independent of age within a ward"},
    Characteristic{"Religion or belief", ""},
    Characteristic{"Sex", ""},
    Characteristic{"Sexual orientation", ""},
    Characteristic{"Poverty (not in the Act)", "deprivation of the ward, not of the person"},
    Characteristic{"Being offline (not in the Act)", "online or not, by age and ward"},
};

/// At most this share of adults is in the smallest group that is shown.
constexpr double smallest_group = 0.01;

/// "gap +0.4 (+0.1 to +0.7)"; a gap that rounds to nothing is none.
std::string gap_text(std::string const& middle, std::string const& range) {
  auto const text = fmt::format("gap {} ({})", middle, range);
  return !range.empty() && text.find_first_of("123456789") == std::string::npos ? "no gap" : text;
}

json groups_json(Material const& m, Outcome const& outcome, Course const& course, json const& columns) {
  auto const scale = scale_of(course);
  auto const names = m.reader.dimension("group").labels();
  json found{{"title", outcome.title}, {"unit", scale.difference_unit}};
  json rows = json::array();
  for (std::size_t g = 0; g < names.size(); ++g) {
    json cells = json::array();
    for (std::size_t s = 0; s < course.groups.size(); ++s) {
      auto one = cell(course.groups[s][g], scale);
      one["gap"] = or_nothing("");
      if (g > 0) {
        auto const gap = cell(course.gaps[s][g], scale);
        one["gap"] = gap_text(gap["text"], gap["range"]);
      }
      cells.push_back(std::move(one));
    }
    rows.push_back({{"group", names[g]}, {"cells", cells}});
  }
  found["table"] = in_parts(columns, rows);
  return found;
}

}  // namespace

void who(Material const& m, json& page) {
  page["groups"] = json::array();
  auto const adults = m.reader.has("ward_adults") ? m.reader.numbers("ward_adults").values : std::vector<double>{};
  auto const simulated = m.scale * std::accumulate(adults.begin(), adults.end(), 0.0);
  auto const enough = smallest_group * simulated >= least_people;
  page["groups_refused"] = or_nothing(
      enough ? ""
             : fmt::format("No figures for groups: only {:.0f} adults were simulated, and a group of fewer than {:.0f} "
                           "people is never shown apart.",
                           simulated, least_people));
  for (auto const& course : m.courses) {
    if (enough && !course.groups.empty()) {
      page["groups"].push_back(groups_json(m, m.outcome_of(course), course, page["columns"]));
      page["groups"].back()["open"] = page["groups"].size() == 1;
    }
  }
  page["has_groups"] = !page["groups"].empty();
  page["characteristics"] = json::array();
  for (auto const& one : characteristics) {
    auto const held = std::string_view(one.held);
    page["characteristics"].push_back({{"name", one.name},
                                       {"held", held.empty() ? "Not represented." : held},
                                       {"shown", held.empty() ? "Nothing can be said from this study." : "See above."},
                                       {"absent", held.empty()}});
  }
}

}  // namespace wardmote::report
