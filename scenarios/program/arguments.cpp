#include "scenarios/program/arguments.hpp"

#include <iostream>
#include <sstream>

#include <fmt/format.h>

#include "scenarios/loader/input_error.hpp"
#include "scenarios/loader/nearest.hpp"

namespace wardmote::program {

namespace {
constexpr char const* operand_key = "operand";
}

Arguments::Arguments(std::string_view command, std::string_view operands, std::string_view summary)
    : command_(command),
      usage_(fmt::format("wardmote {} {}{}[options]", command, operands, operands.empty() ? "" : " ")),
      summary_(summary),
      visible_("Options") {
  visible_.add_options()("help,h", "show this help")("quiet,q", "only results and errors")("verbose,v", "say more");
}

bool Arguments::parse(std::vector<std::string> const& arguments, std::size_t least, std::size_t most) {
  po::options_description all;
  all.add(visible_).add_options()(operand_key, po::value<std::vector<std::string>>());
  po::positional_options_description positions;
  positions.add(operand_key, -1);

  // mistakes in words of our own
  using Style = po::command_line_style::style_t;
  auto const mistake = [&](std::string const& text) {
    return loader::InputError({}, fmt::format("{}: {}", command_, text));
  };
  try {
    po::store(po::command_line_parser(arguments)
                  .options(all)
                  .positional(positions)
                  .style(Style::unix_style & ~Style::allow_guessing)
                  .run(),
              values_);
    po::notify(values_);
  } catch (po::unknown_option const& error) {
    std::vector<std::string> known;
    for (auto const& option : visible_.options()) known.push_back("--" + option->long_name());
    auto const found = error.get_option_name();
    throw mistake(
        fmt::format("unknown option '{}' ({})", found, loader::hint(found, std::span<std::string const>{known})));
  } catch (po::error const& error) {
    throw mistake(error.what());
  }

  // help
  if (has("help")) {
    std::ostringstream options;
    options << visible_;
    std::cout << fmt::format("{}\n\n  {}\n\n{}{}", usage_, summary_, options.str(),
                             epilogue_.empty() ? "" : "\n" + epilogue_);
    return false;
  }

  // operands
  if (values_.count(operand_key) > 0) operands_ = values_[operand_key].as<std::vector<std::string>>();
  if (operands_.size() < least || operands_.size() > most) {
    auto const what = operands_.size() < least ? std::string{"something is missing"}
                                               : fmt::format("'{}' is one word too many", operands_[most]);
    throw mistake(fmt::format("{} (usage: {})", what, usage_));
  }
  return true;
}

std::vector<std::string> Arguments::texts(std::string const& option) const {
  return has(option) ? values_[option].as<std::vector<std::string>>() : std::vector<std::string>{};
}

std::optional<std::string> Arguments::text(std::string const& option) const {
  if (!has(option)) return std::nullopt;
  return values_[option].as<std::string>();
}

void add_set_option(Arguments& line) {
  line.options()("set", po::value<std::vector<std::string>>()->composing()->value_name("PATH=VALUE"),
                 "change a value of the study, e.g. years=1 or parameters.p_misroute.value=0.3; may be repeated");
}

}  // namespace wardmote::program
