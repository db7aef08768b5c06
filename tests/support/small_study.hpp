#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/world/parameters.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote::support {

/// A whole study in a folder of its own, small enough to reckon by hand, which tests then spoil or change:
/// two zones, three wards, two services; every parameter 0.3 in [0.2, 0.4] or within its limits; one lever X1 in
/// the scenario `meetings`.
class SmallStudy {
 public:
  SmallStudy() {
    write("study.toml", study);
    write("meetings.toml", meetings);
    write("levers.toml", levers);
    write("small.toml", parameters());
    write("smallville/council.toml", council);
    write("smallville/wards.csv", wards);
    write("smallville/services.csv", services);
    write("smallville/days.csv", "date,title\n2018-08-27,Summer\n2018-12-25,Christmas\n");
    write("nothing.toml",
          "wardmote = 1\nkind = \"scenario\"\nid = \"nothing\"\ntitle = \"As found\"\npurpose = \"The baseline\"\n");
  }

  [[nodiscard]] std::string path(std::string const& file = "study.toml") const {
    return (folder_.path() / file).string();
  }

  [[nodiscard]] std::string read(std::string const& file) const {
    std::ifstream in(path(file), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  void write(std::string const& file, std::string_view text) const {
    std::filesystem::create_directories((folder_.path() / file).parent_path());
    std::ofstream out(path(file), std::ios::binary);
    out << text;
  }

  /// Replaces the first `from` in a file, which must be there.
  /// Returns the line it began in.
  std::size_t change(std::string const& file, std::string_view from, std::string_view to) const {
    auto text = read(file);
    auto const at = text.find(from);
    if (at == std::string::npos) throw std::logic_error(fmt::format("{} has no '{}'", file, from));
    auto const line =
        1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    write(file, text.replace(at, from.size(), to));
    return line;
  }

  static constexpr std::string_view study = R"(wardmote = 1
kind = "study"
id = "small"
title = "A small study"
question = "Do meetings help?"
council = "smallville"
parameters = ["small"]
baseline = "nothing"
scenarios = ["meetings"]
start = 2018-07-02
years = 2
warm_up_years = 0.5
seed = 7
mode = "uncertainty"
record_every = "week"

[runs]
worlds = 4
replications = 2

[[outcome]]
id = "trust"
title = "Adults who trust the council"
better = "higher"
matters = 0.03
unit = "1"
guard = true

[budget]
officer_hours_year = 100
)";

  static constexpr std::string_view meetings = R"(wardmote = 1
kind = "scenario"
id = "meetings"
title = "Meetings"
purpose = "To try"

[[use]]
lever = "X1"
from = 2018-10-01
until = 2020-01-01
where = { zone = "North" }
set = { hours_per_attendee = 3 }
)";

  static constexpr std::string_view levers = R"(wardmote = 1
kind = "lever"

[[lever]]
id = "X1"
title = "Meet"
sources = ["test"]
delivery = { value = 0.8, low = 0.4, high = 1.0, unit = "share", evidence = "assumption", source = "test" }

[[lever.does]]
primitive = "MEET"
who = { councillors = "ward", officers = ["roads"] }
every = "quarter"
hours_per_attendee = { value = 2, low = 1, high = 4, unit = "h", evidence = "assumption", source = "test" }
p_news_shared = { value = 0.3, low = 0.1, high = 0.5, unit = "share", evidence = "assumption", source = "test" }

[[lever.does]]
primitive = "ROUTE"
path = "named_officer"
share = { value = 0.5, low = 0.2, high = 0.9, unit = "share", evidence = "assumption", source = "test" }

[[lever.cost]]
line = "room"
per = "meeting"
money = { value = 20, low = 10, high = 40, unit = "£", evidence = "assumption", source = "test" }
)";

  static constexpr std::string_view council = R"(wardmote = 1
kind = "council"
id = "smallville"
name = "Smallville"
nation = "England"
as_found = 2018-07-02
wards = "wards.csv"
services = "services.csv"
bank_holidays = "days.csv"
n_cabinet = 1
n_chair = 1
share_under_35 = 0.34
share_under_75 = 0.53
zones = ["North", "South"]

[office]
days = ["Mon", "Tue", "Wed", "Thu", "Fri"]
opens = "09:00"
closes = "17:00"

[contact_centre]
days = ["Mon", "Sat"]
opens = "08:00"
closes = "18:30"
)";

  static constexpr std::string_view wards =
      "ward_code,ward_name,zone,n_councillors,pop,age_0_4,age_5_10,age_11_15,age_16_19,age_20_64,age_65plus,"
      "pct_asian,pct_black,pct_mixed,pct_white,pct_other,imd_score,deri_score,tile_column,tile_row\n"
      "W1,Upper End,North,3,100,5,6,7,8,60,14,10,5,5,75,5,20.5,3.1,0,0\n"
      "W2,Lower End,North,2,200,10,12,14,16,120,28,10,5,5,75,5.3,30.5,4.1,1,0\n"
      "W3,\"Middle, the\",South,1,300,15,18,21,24,180,42,10,5,5,75,5,10.5,2.1,0,1\n";

  static constexpr std::string_view services =
      "id,title,officers_frontline,officers_middle,officers_senior,n_enquiry_officers,enquiry_weight,request_weight,"
      "source\n"
      "roads,Roads,10,2,1,4,3,1,test\n"
      "parks,Parks,5,1,0,2,1,3,test\n";

  /// Every parameter: 0.3 in [0.2, 0.4] where its limits allow, else within their least quarter; switches on.
  static std::string parameters() {
    std::string text = "wardmote = 1\nkind = \"parameters\"\n";
    for (auto const& spec : world::parameter_specs()) {
      auto const is_switch = spec.unit == "switch";
      auto const fits = spec.minimum <= 0.2 && spec.maximum >= 0.4;
      auto const low = is_switch ? 1 : fits ? 0.2 : spec.minimum;
      auto const high = is_switch ? 1 : fits ? 0.4 : spec.minimum + (spec.maximum - spec.minimum) / 4;
      auto const value = fits && !is_switch ? 0.3 : (low + high) / 2;
      text += fmt::format(
          "[{}]\nvalue = {}\nlow = {}\nhigh = {}\nunit = \"{}\"\nevidence = \"assumption\"\nsource = \"test\"\n{}",
          spec.name, value, low, high, spec.unit, is_switch ? "dist = \"fixed\"\n" : "");
    }
    return text;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace wardmote::support
