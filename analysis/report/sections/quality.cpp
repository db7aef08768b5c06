#include "analysis/report/sections.hpp"

namespace wardmote::report {

void quality(Material const& m, json& page) {
  page["quality"] = json::array();
  for (auto const& entry : m.options.quality) {
    page["quality"].push_back({{"date", date_text(entry.date)},
                               {"by", entry.by},
                               {"what", entry.what},
                               {"found", entry.found},
                               {"outcome", entry.outcome}});
  }
  page["has_quality"] = !page["quality"].empty();
}

}  // namespace wardmote::report
