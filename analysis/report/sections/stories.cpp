#include "analysis/report/sections.hpp"
#include "analysis/report/story.hpp"

namespace wardmote::report {

void stories(Material const& m, json& page) {
  page["stories"] = json::array();
  for (auto const& story : m.options.stories) {
    page["stories"].push_back(story_json(story, m.comparison.start));
    page["stories"].back()["open"] = page["stories"].size() == 1;
  }
  page["has_stories"] = !page["stories"].empty();
}

}  // namespace wardmote::report
