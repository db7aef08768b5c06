#pragma once

#include <string_view>

#include "engine/kernel/check.hpp"
#include "engine/policy/policy.hpp"

namespace wardmote::policy {

/// An instruction's fields by name.
class Fields {
 public:
  explicit Fields(Instruction const& instruction) : instruction_(instruction) {}

  [[nodiscard]] double operator()(std::string_view name) const { return instruction_.fields[place(name)]; }
  [[nodiscard]] bool has(std::string_view name) const { return field_index(instruction_.primitive, name).has_value(); }
  /// Which of a choice's words, counted from 0.
  [[nodiscard]] std::size_t choice(std::string_view name) const { return static_cast<std::size_t>((*this)(name)); }
  /// The word chosen, from the specification's list.
  [[nodiscard]] std::string_view word(std::string_view name) const {
    return spec_of(instruction_.primitive).fields[place(name)].choices[choice(name)];
  }

 private:
  [[nodiscard]] std::size_t place(std::string_view name) const {
    auto const index = field_index(instruction_.primitive, name);
    WARDMOTE_ALWAYS(index && *index < instruction_.fields.size(), "a primitive is asked for a field it has");
    return *index;
  }
  Instruction const& instruction_;
};

}  // namespace wardmote::policy
