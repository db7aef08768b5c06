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

json map_json(Material const& m, std::size_t n_before, std::optional<Boundaries> const& boundaries,
              Course const& course) {
  auto const& outcome = m.outcome_of(course);
  auto const scale = scale_of(course);
  auto const names = m.reader.dimension("ward").labels();
  auto const codes = ward_codes(names);
  auto const zones = m.reader.strings("ward_zone").values;
  // nothing is said of a ward with fewer people simulated than may be shown apart
  auto const adults = m.reader.numbers("ward_adults").values;
  auto const shown = [&](compare::Range const& range, std::size_t w) {
    return m.scale * adults[w] < least_people ? compare::Range{NAN, NAN, NAN} : range;
  };
  auto const columns_of = m.reader.numbers("ward_column").values, rows_of = m.reader.numbers("ward_row").values;
  auto const by_ward_scale =
      Scale{scale.factor, scale.factor == 100 || scale.decimals == 0 ? 1 : 2, scale.difference_unit, ""};
  // a count of open enquiries is better when it falls, as the days it stands for are
  auto const sign = outcome.higher_is_better ? 1.0 : -1.0;

  // patterned: the worlds disagree about the direction, or agree that it is too small to matter
  auto const matters = matters_in_series(outcome, course);
  auto const is_unsure = [&](compare::Range const& range) {
    return !(range.low > 0 || range.high < 0) || (-matters <= range.low && range.high <= matters);
  };

  // one shade for all policies: full at the largest difference, never fuller than four times what matters allows
  double most = 4 * matters;
  for (auto const& wards : course.wards) {
    for (auto const& ward : wards) {
      if (std::isfinite(ward.middle)) most = std::max(most, std::abs(ward.middle));
    }
  }
  json found{{"title", outcome.title},
             {"unit", scale.difference_unit},
             {"stands_in", or_nothing(is_own(outcome, course) ? "" : course.long_name)},
             {"open", n_before == 0},
             {"charts", json::array()},
             {"table", json::array()}};
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    std::vector<Tile> tiles;
    std::string spoken = fmt::format("{}, by ward, {}: ", m.title_of(s), scale.difference_unit);
    for (std::size_t w = 0; w < names.size(); ++w) {
      auto const range = shown(course.wards[s - 1][w], w);
      auto const shade = std::isfinite(range.middle) && most > 0 ? sign * range.middle / most : 0;
      tiles.push_back({names[w], codes[w], static_cast<int>(columns_of[w]), static_cast<int>(rows_of[w]),
                       scale.factor * range.middle, shade, is_unsure(range)});
      spoken +=
          fmt::format("{} {}; ", names[w], compare::signed_text(scale.factor * range.middle, by_ward_scale.decimals));
    }
    found["charts"].push_back(
        {{"id", m.comparison.scenarios[s].id},
         {"title", m.title_of(s)},
         {"unit", fmt::format("{}, difference from the baseline", scale.difference_unit)},
         {"svg", tile_map(tiles, by_ward_scale.decimals, spoken, fmt::format("hatch{}-{}", n_before, s))},
         {"outlines", boundaries ? outline_map(tiles, *boundaries, by_ward_scale.decimals, spoken,
                                               fmt::format("lines{}-{}", n_before, s))
                                 : ""}});
  }
  for (std::size_t w = 0; w < names.size(); ++w) {
    json cells = json::array();
    for (auto const& wards : course.wards) cells.push_back(cell(shown(wards[w], w), by_ward_scale));
    found["table"].push_back({{"ward", names[w]}, {"code", codes[w]}, {"zone", zones[w]}, {"cells", cells}});
  }
  return found;
}

}  // namespace

void where(Material const& m, json& page) {
  page["maps"] = json::array();
  auto const boundaries = boundaries_of(m.reader);
  page["shapes"] = or_nothing(boundaries ? outline_shapes(*boundaries) : "");
  for (auto const& course : m.courses) {
    if (!course.wards.empty()) page["maps"].push_back(map_json(m, page["maps"].size(), boundaries, course));
  }
  page["has_maps"] = !page["maps"].empty();
}

}  // namespace wardmote::report
