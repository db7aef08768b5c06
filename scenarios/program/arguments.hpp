#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/program_options.hpp>

namespace wardmote::program {

namespace po = boost::program_options;

/// The command line of one subcommand: its options beside --help, -q and -v, and how many operands it takes.
///
///     Arguments line("check", "STUDY.toml", "validates a study");
///     line.options()("set", po::value<std::vector<std::string>>(), "PATH=VALUE: change the study");
///     if (!line.parse(arguments, 1, 1)) return status_done;   // --help was asked for and printed
///     load(line.operand(0), line.texts("set"));
///
/// Mistakes throw loader::InputError naming the nearest option.
class Arguments {
 public:
  Arguments(std::string_view command, std::string_view operands, std::string_view summary);

  /// To which the subcommand adds its own options.
  po::options_description_easy_init options() { return visible_.add_options(); }
  /// Text after the options in --help.
  void add_help(std::string text) { epilogue_ = std::move(text); }

  /// False if --help was asked for; it is then printed.
  [[nodiscard]] bool parse(std::vector<std::string> const& arguments, std::size_t least, std::size_t most);

  [[nodiscard]] std::string const& operand(std::size_t i) const { return operands_.at(i); }
  /// The only operand, where it may be left out.
  [[nodiscard]] std::string operand_or(std::string otherwise) const {
    return operands_.empty() ? std::move(otherwise) : operands_.front();
  }
  [[nodiscard]] bool has(std::string const& option) const { return values_.count(option) > 0; }
  [[nodiscard]] std::vector<std::string> texts(std::string const& option) const;  ///< empty if not given
  [[nodiscard]] std::optional<std::string> text(std::string const& option) const;
  template <class T>
  [[nodiscard]] T const& value(std::string const& option) const {
    return values_[option].template as<T>();
  }
  [[nodiscard]] bool quiet() const { return has("quiet"); }
  [[nodiscard]] bool verbose() const { return has("verbose"); }

 private:
  std::string command_;
  std::string usage_;
  std::string summary_;
  std::string epilogue_;
  po::options_description visible_;
  po::variables_map values_;
  std::vector<std::string> operands_;
};

/// The option `--set PATH=VALUE`, which may be repeated.
void add_set_option(Arguments& line);

}  // namespace wardmote::program
