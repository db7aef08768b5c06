#include "scenarios/loader/scenario_file.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "engine/policy/reviews.hpp"
#include "scenarios/loader/contradictions.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/lever_file.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

namespace {

Use read_use(toml::table const& found, std::string const& file) {
  TomlTable const table{found, "use", {"lever", "from", "until", "where", "if", "unless", "set"}};
  Use use;
  use.place = table.place();
  use.file = file;
  use.lever = {table.string("lever"), place_of(table.at("lever"))};
  use.from = table.date("from");
  if (auto const* until = table.find("until")) {
    use.until = read_date(*until, "use.until");
    if (*use.until <= use.from) fail(*until, "use.until", fmt::format("must be after from = {}", iso_date(use.from)));
  }
  if (auto const* where = table.find("where")) use.where = read_where(*where, "use.where");
  auto const *go = table.find("if"), *stop = table.find("unless");
  if (go != nullptr && stop != nullptr) fail(*stop, "use.unless", "give if or unless, not both");
  if (auto const* named = go != nullptr ? go : stop) {
    use.met = named == go;
    use.review = Name{read_string(*named, use.met ? "use.if" : "use.unless"), place_of(*named)};
  }
  if (table.find("set") != nullptr) use.set = &table.sub("set");
  return use;
}

/// What is compared with the threshold.
constexpr auto against_names = std::to_array<std::string_view>({"threshold", "elsewhere"});

ReviewEntry read_review(toml::table const& found) {
  TomlTable const table{
      found, "review", {"id", "from", "on", "observable", "where", "against", "at_least", "at_most", "reason"}};
  ReviewEntry review;
  review.place = table.place();
  review.id = {table.string("id"), place_of(table.at("id"))};
  review.from = table.date("from");
  review.on = table.date("on");
  if (review.on <= review.from)
    fail(table.at("on"), "review.on", fmt::format("must be after from = {}", iso_date(review.from)));
  std::vector<std::string_view> names;
  for (auto const& spec : policy::observable_specs()) names.push_back(spec.name);
  review.observable = static_cast<policy::Observable>(table.choice("observable", names));
  if (auto const* where = table.find("where")) review.where = read_where(*where, "review.where");
  if (table.find("against") != nullptr) review.against_elsewhere = table.choice("against", against_names) == 1;
  if (review.against_elsewhere && !review.where)
    fail(table.at("against"), "review.against", "elsewhere needs a where: what is everywhere has no elsewhere");

  // the condition
  auto const *least = table.find("at_least"), *most = table.find("at_most");
  if ((least == nullptr) == (most == nullptr))
    throw InputError(table.place(), "review needs one condition (expected at_least or at_most)");
  review.at_most = most != nullptr;
  auto const& spec = policy::observable_specs()[static_cast<std::size_t>(review.observable)];
  auto const lowest = review.against_elsewhere ? spec.minimum - spec.maximum : spec.minimum;
  review.threshold = table.number(review.at_most ? "at_most" : "at_least", lowest, spec.maximum);
  review.reason = table.string("reason");
  return review;
}

/// The uses of a scenario and of all it includes, depth first; a loop is refused by name.
void gather(Library& library, Document const& document, std::vector<std::string>& trail, std::vector<Use>& uses,
            std::vector<ReviewEntry>& reviews, std::vector<std::string>& done) {
  auto const scenario = read_scenario(document);
  library.use(document);
  trail.push_back(scenario.id);
  for (auto const& name : scenario.includes) {
    if (auto const again = std::find(trail.begin(), trail.end(), name.text); again != trail.end()) {
      std::vector<std::string> loop(again, trail.end());
      loop.push_back(name.text);
      throw InputError(name.place, fmt::format("includes = \"{}\" (scenarios include each other in a loop: {})",
                                               name.text, fmt::join(loop, " -> ")));
    }
    if (std::find(done.begin(), done.end(), name.text) != done.end()) continue;
    gather(library, library.find("scenario", name, document.path), trail, uses, reviews, done);
  }
  uses.insert(uses.end(), scenario.uses.begin(), scenario.uses.end());
  reviews.insert(reviews.end(), scenario.reviews.begin(), scenario.reviews.end());
  done.push_back(scenario.id);
  trail.pop_back();
}

/// Wards meant by a `where`, sorted; empty optional: everywhere.
std::optional<std::vector<std::uint32_t>> wards_of(Where const& where, world::Council const& council) {
  if (!where.zone && where.wards.empty()) return std::nullopt;
  std::vector<std::uint32_t> wards;
  if (where.zone) {
    auto const zone = std::find(council.zones.begin(), council.zones.end(), where.zone->text);
    if (zone == council.zones.end()) {
      throw InputError(where.zone->place, fmt::format("{} has no zone '{}' ({})", council.name, where.zone->text,
                                                      hint(where.zone->text, std::span{council.zones})));
    }
    for (std::uint32_t w = 0; w < council.wards.size(); ++w) {
      if (council.wards[w].zone == static_cast<std::uint32_t>(zone - council.zones.begin())) wards.push_back(w);
    }
    return wards;
  }
  for (auto const& name : where.wards) {
    auto const ward = std::find_if(council.wards.begin(), council.wards.end(), [&](world::Ward const& candidate) {
      return candidate.name == name.text || candidate.code == name.text;
    });
    if (ward == council.wards.end()) {
      std::vector<std::string> names;
      for (auto const& candidate : council.wards) names.push_back(candidate.name);
      throw InputError(name.place, fmt::format("{} has no ward '{}' ({})", council.name, name.text,
                                               hint(name.text, std::span{names})));
    }
    wards.push_back(static_cast<std::uint32_t>(ward - council.wards.begin()));
  }
  std::sort(wards.begin(), wards.end());
  if (auto const twice = std::adjacent_find(wards.begin(), wards.end()); twice != wards.end()) {
    throw InputError(where.wards.front().place, fmt::format("ward '{}' is named twice", council.wards[*twice].name));
  }
  return wards;
}

std::vector<std::uint32_t> services_of(std::vector<Name> const& names, world::Council const& council) {
  std::vector<std::uint32_t> services;
  for (auto const& name : names) {
    auto const service = std::find_if(council.services.begin(), council.services.end(),
                                      [&](world::Service const& candidate) { return candidate.id == name.text; });
    if (service == council.services.end()) {
      std::vector<std::string> ids;
      for (auto const& candidate : council.services) ids.push_back(candidate.id);
      throw InputError(name.place, fmt::format("{} has no service '{}' ({})", council.name, name.text,
                                               hint(name.text, std::span{ids})));
    }
    services.push_back(static_cast<std::uint32_t>(service - council.services.begin()));
  }
  std::sort(services.begin(), services.end());
  return services;
}

/// Changes a lever's numbers as `set = { ... }` says; keys may be dotted or nested.
void apply_set(Lever& lever, toml::table const& set, std::string const& prefix, std::string const& origin) {
  for (auto const& [key, node] : set) {
    auto const name = prefix.empty() ? std::string{key.str()} : fmt::format("{}.{}", prefix, key.str());
    // does.1.share without quotes is a table in a table in a table
    auto const* nested = node.as_table();
    auto const is_group = nested != nullptr && !nested->contains("value") &&
                          (prefix == "does" || prefix == "cost" || name == "does" || name == "cost");
    if (is_group) {
      apply_set(lever, *nested, name, origin);
      continue;
    }
    auto const place = place_of(key.source()).file.empty() ? place_of(node) : place_of(key.source());
    auto const number = find_number(lever, name, place);
    change_quantity(*number.quantity, node, "use.set." + name, number.rule, origin);
    if (number.given != nullptr) *number.given = true;
  }
}

/// A step cannot be for councillors of whom the council has none.
void refuse_missing_role(Step const& step, world::Council const& council) {
  using enum policy::CouncillorTarget;
  auto const lacks = [&](policy::CouncillorTarget target, std::uint32_t number, std::string_view key) {
    if (step.councillors != target || number > 0) return;
    throw InputError(step.place, fmt::format("who.councillors = \"{}\": {} has none ({} = 0 in its file)",
                                             councillor_names[static_cast<std::size_t>(target)], council.name, key));
  };
  lacks(cabinet, council.n_cabinet, "n_cabinet");
  lacks(portfolio, council.n_cabinet, "n_cabinet");
  lacks(chairs, council.n_chair, "n_chair");
  lacks(leaders, council.n_leader, "n_leader");
  lacks(newcomers, council.n_newcomer, "n_newcomer");
}

/// The wards of an optional `where`; empty: everywhere.
std::vector<std::uint32_t> wards_or_all(std::optional<Where> const& where, world::Council const& council) {
  auto const wards = where ? wards_of(*where, council) : std::nullopt;
  return wards.value_or(std::vector<std::uint32_t>{});
}

BoundReview bind_review(ReviewEntry const& entry, world::Council const& council, Window window) {
  if (entry.from < window.start || entry.on >= window.end) {
    throw InputError(entry.place, fmt::format("review {}: from = {}, on = {} (must be within the study, {} to {})",
                                              entry.id.text, iso_date(entry.from), iso_date(entry.on),
                                              iso_date(window.start), iso_date(window.end)));
  }
  BoundReview bound{entry.id.text, entry.reason, {}, entry.place};
  bound.review = {.observable = entry.observable,
                  .from = entry.from,
                  .on = entry.on,
                  .wards = wards_or_all(entry.where, council),
                  .against_elsewhere = entry.against_elsewhere,
                  .at_most = entry.at_most,
                  .threshold = entry.threshold};
  if (entry.against_elsewhere && bound.review.wards.size() == council.wards.size()) {
    throw InputError(entry.place, fmt::format("review {} leaves no ward elsewhere to compare with", entry.id.text));
  }
  return bound;
}

/// What a use waits for, as an index into the scenario's reviews.
policy::Condition condition_of(Use const& use, std::vector<BoundReview> const& reviews) {
  if (!use.review) return {};
  std::vector<std::string> names;
  for (std::uint32_t number = 0; number < reviews.size(); ++number) {
    names.push_back(reviews[number].id);
    if (reviews[number].id != use.review->text) continue;
    auto const day = reviews[number].review.on;
    if (use.from < day) {
      throw InputError(use.place,
                       fmt::format("use.from = {} (must not be before {}, when review {} decides, see {})",
                                   iso_date(use.from), iso_date(day), use.review->text, reviews[number].place.text()));
    }
    return {number, use.met};
  }
  throw InputError(use.review->place,
                   fmt::format("there is no review '{}' ({})", use.review->text,
                               names.empty() ? "the scenario has none: add a [[review]]"
                                             : hint(use.review->text, std::span<std::string const>{names})));
}

BoundLever bind(Library& library, Use const& use, world::Council const& council, Window window,
                Scenario const& scenario, std::vector<std::string>& warnings) {
  BoundLever bound;
  bound.condition = condition_of(use, scenario.reviews);
  bound.lever = read_lever(library.find_lever(use.lever, use.file), use.lever.text);
  bound.place = use.place;

  // when
  bound.from = use.from;
  bound.until = use.until.value_or(window.end);
  if (use.from < window.start) {
    throw InputError(use.place, fmt::format("use.from = {} (must not be before the study's start {})",
                                            iso_date(use.from), iso_date(window.start)));
  }
  if (use.from >= window.end && !window.changed) {
    throw InputError(use.place,
                     fmt::format("use.from = {} (must be before the study's end {}: it would never come into force)",
                                 iso_date(use.from), iso_date(window.end)));
  }
  if (use.from >= window.end) {
    warnings.push_back(
        fmt::format("{}: lever {} of scenario {} begins on {}, after the study's end {}: it never comes into force",
                    use.place.text(), use.lever.text, scenario.id, iso_date(use.from), iso_date(window.end)));
    bound.until = std::max(bound.from, bound.until);
  }

  // with which numbers
  if (use.set != nullptr) apply_set(bound.lever, *use.set, "", fmt::format("set by scenario {}", scenario.id));

  // where and with whom
  auto const within = use.where ? wards_of(*use.where, council) : std::nullopt;
  for (auto const& step : bound.lever.does) {
    auto wards = wards_of(step.where, council);
    if (wards && within) {
      std::vector<std::uint32_t> both;
      std::set_intersection(wards->begin(), wards->end(), within->begin(), within->end(), std::back_inserter(both));
      if (both.empty()) {
        throw InputError(use.place, fmt::format("use.where leaves lever {} no ward (its own where excludes them all)",
                                                use.lever.text));
      }
      wards = both;
    } else if (within) {
      wards = within;
    }
    bound.wards.push_back(wards.value_or(std::vector<std::uint32_t>{}));
    bound.services.push_back(services_of(step.services, council));
    bound.staff.push_back(services_of(step.staff, council));
    refuse_missing_role(step, council);
  }
  return bound;
}

/// A use of a lever that is only another name, as uses of those that act.
std::vector<Use> acting_uses(Library& library, Use const& use) {
  auto const acting = acting_levers(library, use.lever, use.file);
  if (use.set != nullptr && acting.size() > 1) {
    std::vector<std::string> ids;
    for (auto const& part : acting) ids.push_back(part.lever.id);
    throw InputError(use.place, fmt::format("use.set: {} is several levers at once (use {} instead to change numbers)",
                                            use.lever.text, fmt::join(ids, ", ")));
  }
  std::vector<Use> uses;
  for (auto const& [lever, document] : acting) {
    uses.push_back(use);
    if (lever.id == use.lever.text) continue;
    uses.back().lever = {lever.id, use.lever.place};
    uses.back().file = document->path;
  }
  return uses;
}

bool same_use(Use const& a, Use const& b) {
  auto const place = [](Use const& use) {
    std::string text;
    if (use.where && use.where->zone) text = "zone " + use.where->zone->text;
    if (use.where) {
      for (auto const& ward : use.where->wards) text += "|" + ward.text;
    }
    return text;
  };
  auto const same_set =
      (a.set == nullptr && b.set == nullptr) || (a.set != nullptr && b.set != nullptr && *a.set == *b.set);
  auto const same_condition =
      a.met == b.met && a.review.has_value() == b.review.has_value() && (!a.review || a.review->text == b.review->text);
  return a.lever.text == b.lever.text && a.from == b.from && a.until == b.until && place(a) == place(b) && same_set &&
         same_condition;
}

/// Whether only one of two uses can come about: the same review decides, each its own way.
bool exclude_each_other(Use const& a, Use const& b) {
  return a.review && b.review && a.review->text == b.review->text && a.met != b.met;
}

}  // namespace

ScenarioFile read_scenario(Document const& document) {
  TomlTable const file{
      document.table, "", {"wardmote", "kind", "id", "title", "purpose", "catalogue", "includes", "review", "use"}};
  ScenarioFile scenario;
  scenario.id = file.string("id");
  auto const stem = std::filesystem::path(document.path).stem().string();
  if (scenario.id != stem) fail(file.at("id"), "id", fmt::format("must be \"{}\", the name of its file", stem));
  scenario.title = file.string("title");
  scenario.purpose = file.string("purpose");
  scenario.catalogue = file.string_or("catalogue", "");
  scenario.includes = file.names("includes");
  for (auto const* review : file.entries("review")) scenario.reviews.push_back(read_review(*review));
  for (auto const* use : file.entries("use")) scenario.uses.push_back(read_use(*use, document.path));
  return scenario;
}

Scenario bind_scenario(Library& library, Document const& document, world::Council const& council, Window window,
                       std::vector<std::string>& warnings) {
  auto const file = read_scenario(document);
  Scenario scenario{file.id, file.title, file.purpose, file.catalogue, {}, {}};

  // what it does, included scenarios first; the same use twice is one
  std::vector<std::string> trail, done;
  std::vector<Use> gathered, uses;
  std::vector<ReviewEntry> reviews;
  gather(library, document, trail, gathered, reviews, done);
  for (auto const& review : reviews) {
    for (auto const& earlier : scenario.reviews) {
      if (earlier.id == review.id.text)
        throw InputError(review.id.place, fmt::format("review.id = \"{}\" is already the name of another (see {})",
                                                      review.id.text, earlier.place.text()));
    }
    scenario.reviews.push_back(bind_review(review, council, window));
  }
  for (auto const& written : gathered) {
    for (auto const& use : acting_uses(library, written)) {
      if (std::none_of(uses.begin(), uses.end(), [&](Use const& other) { return same_use(use, other); }))
        uses.push_back(use);
    }
  }

  // a lever at most once at a time
  for (std::size_t i = 0; i < uses.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      auto const& earlier = uses[j];
      if (earlier.lever.text != uses[i].lever.text) continue;
      auto const overlap = !exclude_each_other(earlier, uses[i]) && uses[i].from < earlier.until.value_or(window.end) &&
                           earlier.from < uses[i].until.value_or(window.end);
      if (overlap) {
        throw InputError(uses[i].place, fmt::format("lever {} is already in force then (from {}, see {})",
                                                    uses[i].lever.text, iso_date(earlier.from), earlier.place.text()));
      }
    }
  }
  for (auto const& review : scenario.reviews) {
    auto const waits = [&](Use const& use) { return use.review && use.review->text == review.id; };
    if (std::none_of(uses.begin(), uses.end(), waits)) {
      warnings.push_back(
          fmt::format("{}: nothing in scenario {} waits for review {}", review.place.text(), scenario.id, review.id));
    }
  }
  for (auto const& use : uses) scenario.levers.push_back(bind(library, use, council, window, scenario, warnings));
  refuse_contradictions(scenario);
  return scenario;
}

}  // namespace wardmote::loader
