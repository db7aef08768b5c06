#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/boundaries.hpp"
#include "analysis/report/charts.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

namespace {

/// Letters that tell wards apart on tiles: as few as tell, from their words.
std::vector<std::string> ward_codes(std::vector<std::string> const& names) {
  std::vector<std::string> codes;
  std::set<std::string> taken;
  auto const letters = [](std::string const& text, std::size_t n) {
    std::string taken_letters;
    for (std::size_t i = 0; i < text.size() && n > 0; ++i) {
      taken_letters += text[i];
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) --n;
      while (i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80)
        taken_letters += text[++i];
    }
    return taken_letters;
  };
  for (auto const& name : names) {
    std::vector<std::string> words{""};
    for (auto const c : name) {
      if (c == ' ') {
        words.emplace_back();
      } else {
        words.back() += c;
      }
    }
    std::erase_if(words,
                  [](auto const& word) { return word.empty() || word == "and" || word == "with" || word == "the"; });
    std::vector<std::string> tries;
    if (words.size() > 1) {
      tries = {letters(words[0], 3) + " " + letters(words.back(), 1),
               letters(words[0], 3) + " " + letters(words.back(), 3)};
    } else if (!words.empty()) {
      tries = {letters(words[0], 5), letters(words[0], 7)};
    }
    tries.push_back(fmt::format("{}", codes.size() + 1));
    for (auto const& code : tries) {
      if (!taken.insert(code).second) continue;
      codes.push_back(code);
      break;
    }
  }
  return codes;
}

/// What every ward of a map is shown with.
struct Wards {
  explicit Wards(Material const& m)
      : names(m.reader.dimension("ward").labels()),
        codes(ward_codes(names)),
        zones(m.reader.strings("ward_zone").values),
        columns(m.reader.numbers("ward_column").values),
        rows(m.reader.numbers("ward_row").values) {
    for (auto const adults : m.reader.numbers("ward_adults").values)
      too_few.push_back(m.scale * adults < least_people);  // simulated
  }
  /// Nothing is said of a ward with fewer people simulated than may be shown apart.
  [[nodiscard]] compare::Range shown(compare::Range const& range, std::size_t w) const {
    return too_few[w] ? compare::Range{NAN, NAN, NAN} : range;
  }
  std::vector<std::string> names, codes, zones;
  std::vector<double> columns, rows;
  std::vector<bool> too_few;
};

/// Maps of one outcome, one a policy.
struct Maps {
  Maps(Material const& m, Wards const& w, Course const& c)
      : material(m), wards(w), course(c), outcome(m.outcome_of(c)), matters(matters_in_series(outcome, c)) {
    auto const scale = scale_of(course);
    by_ward = {scale.factor, scale.factor == 100 || scale.decimals == 0 ? 1 : 2, scale.difference_unit, ""};
    // one shade for all policies: full at the largest difference, never fuller than four times what matters allows
    most = 4 * matters;
    for (auto const& policy : course.wards) {
      for (auto const& ward : policy) {
        if (std::isfinite(ward.middle)) most = std::max(most, std::abs(ward.middle));
      }
    }
  }

  /// Patterned: the worlds disagree about the direction, or agree that it is too small to matter.
  [[nodiscard]] bool is_unsure(compare::Range const& range) const {
    return !(range.low > 0 || range.high < 0) || (-matters <= range.low && range.high <= matters);
  }
  [[nodiscard]] std::vector<Tile> tiles(std::size_t policy) const {
    // a count of open enquiries is better when it falls, as the days it stands for are
    auto const sign = outcome.higher_is_better ? 1.0 : -1.0;
    std::vector<Tile> all;
    for (std::size_t w = 0; w < wards.names.size(); ++w) {
      auto const range = wards.shown(course.wards[policy][w], w);
      auto const shade = std::isfinite(range.middle) && most > 0 ? sign * range.middle / most : 0;
      all.push_back({wards.names[w], wards.codes[w], static_cast<int>(wards.columns[w]),
                     static_cast<int>(wards.rows[w]), by_ward.factor * range.middle, shade, is_unsure(range)});
    }
    return all;
  }
  [[nodiscard]] std::string spoken(std::string const& title, std::vector<Tile> const& all) const {
    auto text = fmt::format("{}, by ward, {}: ", title, by_ward.difference_unit);
    for (auto const& one : all)
      text += fmt::format("{} {}; ", one.name, compare::signed_text(one.value, by_ward.decimals));
    return text;
  }
  /// The tiles as the page's script draws them: numbers as they are shown, shades with their sign.
  [[nodiscard]] json drawn(std::vector<Tile> const& all) const {
    json one{{"values", json::array()}, {"shades", json::array()}, {"unsure", ""}};
    std::string unsure;
    for (auto const& tile : all) {
      auto const known = std::isfinite(tile.value);
      one["values"].push_back(known ? json(std::stod(fmt::format("{:.{}f}", tile.value, by_ward.decimals))) : json());
      one["shades"].push_back(std::round(100 * std::copysign(opacity_of(tile.shade), tile.shade)) / 100);
      unsure += tile.unsure ? '1' : '0';
    }
    one["unsure"] = unsure;
    return one;
  }

  Material const& material;
  Wards const& wards;
  Course const& course;
  compare::Outcome const& outcome;
  double matters, most = 0;
  Scale by_ward;
};

/// The maps and the table of one outcome. Drawn here are only those of the first: the page's script draws the others
/// like them once they are asked for, from `data`, since many maps make a page that no browser opens quickly.
json map_json(Maps const& maps, std::optional<Boundaries> const& boundaries, bool first, json const& columns,
              json& data) {
  auto const& m = maps.material;
  json found{{"title", maps.outcome.title},
             {"unit", maps.by_ward.difference_unit},
             {"stands_in", or_nothing(is_own(maps.outcome, maps.course) ? "" : maps.course.long_name)},
             {"open", first},
             {"charts", json::array()}};
  json policies = json::array();
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    auto const tiles = maps.tiles(s - 1);
    auto const spoken = maps.spoken(m.title_of(s), tiles);
    policies.push_back(maps.drawn(tiles));
    found["charts"].push_back(
        {{"id", m.comparison.scenarios[s].id},
         {"title", m.title_of(s)},
         {"unit", fmt::format("{}, difference from the baseline", maps.by_ward.difference_unit)},
         {"svg", first ? tile_map(tiles, maps.by_ward.decimals, spoken) : ""},
         {"outlines",
          first && s == 1 && boundaries ? outline_map(tiles, *boundaries, maps.by_ward.decimals, spoken) : ""}});
  }
  data.push_back({{"unit", maps.by_ward.difference_unit}, {"decimals", maps.by_ward.decimals}, {"policies", policies}});
  auto const& wards = maps.wards;
  json rows = json::array();
  for (std::size_t w = 0; w < wards.names.size(); ++w) {
    json cells = json::array();
    for (auto const& policy : maps.course.wards) cells.push_back(cell(wards.shown(policy[w], w), maps.by_ward));
    rows.push_back({{"ward", wards.names[w]}, {"code", wards.codes[w]}, {"zone", wards.zones[w]}, {"cells", cells}});
  }
  found["table"] = in_parts(columns, rows);
  return found;
}

/// What the few councillors of a ward feel is shown of all councillors together, never by ward.
bool is_of_few(Course const& course) { return course.shown.outcome == "relation"; }

}  // namespace

void where(Material const& m, json& page) {
  page["maps"] = json::array();
  page["map_data"] = {{"wards", json::array()}, {"maps", json::array()}};
  auto const is_mapped = [](Course const& course) { return !course.wards.empty() && !is_of_few(course); };
  page["has_maps"] = std::ranges::any_of(m.courses, is_mapped);
  page["maps_refused"] = json::array();
  page["boundaries"] = false;
  if (!page["has_maps"]) return;

  Wards const wards(m);
  auto const boundaries = boundaries_of(m.reader);
  page["boundaries"] = boundaries.has_value();
  page["map_parts"] = map_parts(boundaries);
  page["map_data"]["wards"] = wards.names;
  for (auto const& course : m.courses) {
    if (is_of_few(course)) page["maps_refused"].push_back({{"title", m.outcome_of(course).title}});
    if (!is_mapped(course)) continue;
    auto const first = page["maps"].empty();
    page["maps"].push_back(map_json({m, wards, course}, boundaries, first, page["columns"], page["map_data"]["maps"]));
  }
}

}  // namespace wardmote::report
