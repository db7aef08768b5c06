#include "scenarios/experiment/worlds.hpp"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "engine/kernel/random.hpp"
#include "engine/world/purposes.hpp"
#include "scenarios/loader/lever_file.hpp"

namespace wardmote::experiment {

namespace {

/// FNV-1a, 64 bits: stable for ever, on every machine.
std::uint64_t stable_hash(std::string_view text) {
  std::uint64_t hash = 14695981039346656037U;
  for (char const c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 1099511628211U;
  return hash;
}

std::string lever_name(std::string_view lever, std::string_view number) {
  return fmt::format("levers.{}.{}", lever, number);
}

/// The weights of an experience are shares: scaled to sum 1.
void scale_weights(world::Parameters& p) {
  auto const sum = p.weight_outcome + p.weight_speed + p.weight_feedback + p.weight_fairness;
  p.weight_outcome /= sum;
  p.weight_speed /= sum;
  p.weight_feedback /= sum;
  p.weight_fairness /= sum;
}

}  // namespace

double keyed_uniform(std::uint64_t seed, std::uint32_t world, std::string_view name) {
  kernel::RandomStreams const streams{{seed, stable_hash(name)}, world};
  return streams.draws(world::purpose::world_draw, 0).uniform();
}

double draw(loader::Study const& study, loader::Quantity const& quantity, std::string_view name, std::uint32_t world) {
  if (study.mode == loader::Mode::chance || !quantity.uncertain()) return quantity.value;
  return quantity.quantile(keyed_uniform(study.seed, world, name));
}

std::vector<Factor> factors(loader::Study const& study) {
  std::vector<Factor> result;
  for (auto const& parameter : study.parameters)
    result.push_back({parameter.path(), &parameter.quantity, parameter.path()});
  std::map<std::string, loader::Quantity const*> first;
  for (auto const& scenario : study.scenarios) {
    for (auto const& bound : scenario.levers) {
      for (auto const& number : loader::numbers_of(bound.lever)) {
        auto const key = lever_name(bound.lever.id, number.name);
        auto const [known, is_new] = first.emplace(key, number.quantity);
        auto const& a = *known->second;
        auto const& b = *number.quantity;
        auto const same = a.value == b.value && a.low == b.low && a.high == b.high && a.distribution == b.distribution;
        if (is_new)
          result.push_back({key, number.quantity, key});
        else if (!same)
          result.push_back({fmt::format("scenarios.{}.{}", scenario.id, key), number.quantity, key});
      }
    }
  }
  return result;
}

world::Parameters draw_parameters(loader::Study const& study, std::uint32_t world) {
  world::Parameters values;
  for (auto const& parameter : study.parameters) {
    values.*parameter.spec->member = draw(study, parameter.quantity, parameter.path(), world);
  }
  scale_weights(values);
  return values;
}

policy::Policy resolve(loader::Study const& study, std::size_t scenario, std::uint32_t world) {
  auto const& source = study.scenarios.at(scenario);
  policy::Policy result;
  result.id = source.id;
  for (auto const& review : source.reviews) result.reviews.push_back(review.review);
  for (auto const& bound : source.levers) {
    auto const& lever = bound.lever;
    auto const number = loader::lever_number(lever.id);
    auto const value = [&](loader::Quantity const& quantity, std::string const& name) {
      return draw(study, quantity, lever_name(lever.id, name), world);
    };
    auto const delivery = value(lever.delivery, "delivery");
    policy::Term const term{bound.from, bound.until, value(lever.ramp, "ramp"), bound.condition};

    // what it does
    for (std::size_t i = 0; i < lever.does.size(); ++i) {
      auto const& step = lever.does[i];
      auto const& fields = policy::spec_of(step.primitive).fields;
      policy::Instruction instruction;
      instruction.primitive = step.primitive;
      instruction.lever = number;
      instruction.step = static_cast<std::uint32_t>(i);
      instruction.term = term;
      instruction.delivery = delivery;
      instruction.every = step.every;
      instruction.councillors = step.councillors;
      instruction.services = bound.services[i];
      instruction.staff = bound.staff[i];
      instruction.grades = step.grades;
      instruction.wards = bound.wards[i];
      for (std::size_t f = 0; f < fields.size(); ++f) {
        instruction.fields.push_back(
            fields[f].type == policy::FieldType::choice
                ? static_cast<double>(step.fields[f].choice)
                : value(step.fields[f].quantity, fmt::format("does.{}.{}", i + 1, fields[f].name)));
      }
      result.instructions.push_back(std::move(instruction));
    }

    // what it costs
    for (std::size_t i = 0; i < lever.costs.size(); ++i) {
      auto const& cost = lever.costs[i];
      auto const part = [&](loader::Quantity loader::Cost::*member, std::string_view key) {
        return value(cost.*member, fmt::format("cost.{}.{}", i + 1, key));
      };
      result.costs.push_back({.lever = number,
                              .per = cost.per,
                              .term = term,
                              .delivery = delivery,
                              .outlay = {.officer_hours = part(&loader::Cost::officer_hours, "officer_hours"),
                                         .money = part(&loader::Cost::money, "money"),
                                         .resident_hours = part(&loader::Cost::resident_hours, "resident_hours"),
                                         .partner_hours = part(&loader::Cost::partner_hours, "partner_hours")}});
    }
  }
  return result;
}

}  // namespace wardmote::experiment
