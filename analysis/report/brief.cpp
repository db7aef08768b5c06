#include "analysis/report/brief.hpp"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include <boost/crc.hpp>
#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/charts.hpp"
#include "analysis/report/material.hpp"
#include "analysis/report/sentences.hpp"

namespace wardmote::report {

using compare::Verdict;

namespace {

struct Line {
  enum class Kind : std::uint8_t { title, heading, option, text, point } kind;
  std::string words;
};
using enum Line::Kind;

void purpose(Material const& m, std::vector<Line>& lines) {
  lines.push_back({heading, "1. Purpose"});
  lines.push_back({text, m.comparison.question});
  lines.push_back(
      {text, fmt::format("This is a what-if, not a forecast: it works out what follows if its assumptions hold. {} "
                         "of assumptions were tried, {} each, for {:g} years from {}, with invented people in a "
                         "council like {}. Every option is compared with \u201c{}\u201d.",
                         counted(m.comparison.n_world, "set"), counted(m.comparison.n_replication, "run"),
                         m.comparison.years, date_text(m.comparison.start), m.comparison.council, m.title_of(0))});
}

void options(Material const& m, std::vector<Line>& lines) {
  lines.push_back({heading, "2. Options"});
  if (auto const changed = m.changed_after_results(); !changed.empty()) lines.push_back({text, changed});
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    lines.push_back({option, m.title_of(s)});
    lines.push_back({text, m.comparison.scenarios[s].purpose});
    lines.push_back({text, summary(m.comparison, s, m.withheld())});
    for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
      auto const& outcome = m.comparison.outcomes[j];
      lines.push_back({point, outcome.title + ". " +
                                  (m.withheld(j) ? withheld_sentence(m.failed_checks[j])
                                                 : sentence(m.comparison.contrasts[s - 1][j], outcome))});
    }
  }
}

void finance(Material const& m, std::vector<Line>& lines) {
  lines.push_back({heading, "3. Financial implications"});
  for (std::size_t s = 1; s < m.n_scenario(); ++s)
    lines.push_back({point, fmt::format("{}. {} {}", m.title_of(s), cost_sentence(m.comparison.costs[s - 1]),
                                        displaced_sentence(m.comparison.costs[s - 1].taken_apart))});
  auto const budget = m.comparison.study.value("budget", json::object());
  if (budget.contains("officer_hours_year") && budget.contains("pounds_year")) {
    lines.push_back({text, fmt::format("The study's budget is {} officer hours and \u00a3{} a year.",
                                       compare::plain_text(budget["officer_hours_year"].get<double>(), 0),
                                       compare::plain_text(budget["pounds_year"].get<double>(), 0))});
  }
  lines.push_back(
      {text, "Hours are not savings unless posts go. One-off costs are spread over the years of the study."});
}

/// Which characteristics the study can say something of, and which not.
std::string equality_text() {
  std::vector<std::string> represented, by_proxy, absent;
  for (auto const& one : compare::protected_characteristics())
    (one.how == "represented" ? represented : one.how == "by proxy" ? by_proxy : absent).emplace_back(one.name);
  return fmt::format(
      "Represented in the study: {}. By proxy only: {}. Not represented: {}; of these nothing can be said, and due "
      "regard needs other evidence.",
      join_and(represented), join_and(by_proxy), join_and(absent));
}

void other_implications(Material const& m, std::vector<Line>& lines) {
  lines.push_back({heading, "4. Legal implications"});
  lines.push_back({text, "The model contains no law. Advice of the monitoring officer is needed."});
  lines.push_back({heading, "5. Equality implications"});
  lines.push_back({text, equality_text()});
  lines.push_back({heading, "6. Risk"});
  auto any = false;
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    std::vector<std::string> worse, unclear;
    for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
      auto const verdict = m.comparison.contrasts[s - 1][j].judgement.verdict;
      if (verdict == Verdict::worse) worse.push_back(m.comparison.outcomes[j].title);
      if (verdict == Verdict::cannot_tell) unclear.push_back(m.comparison.outcomes[j].title);
    }
    any = any || !worse.empty() || !unclear.empty();
    if (!worse.empty())
      lines.push_back({point, fmt::format("{}: worse in {}.", m.title_of(s), fmt::join(worse, "; "))});
    if (!unclear.empty())
      lines.push_back({point, fmt::format("{}: cannot be told for {}.", m.title_of(s), fmt::join(unclear, "; "))});
  }
  if (!any) lines.push_back({text, "No option is worse or unclear in a headline outcome under the assumptions tried."});
  lines.push_back({text,
                   "Whether the baseline resembles the council was not checked. The pandemic is not modelled, nor is "
                   "anything else that happened after the start."});
  lines.push_back({heading, "7. Consultation"});
  lines.push_back(
      {text, "Nobody was consulted in this study: the people in it are invented and no real person is in it."});
}

void papers(Material const& m, std::vector<Line>& lines) {
  lines.push_back({heading, "8. Background papers"});
  lines.push_back({point, "The study's page (wardmote report), with all assumptions, their sources and grades."});
  lines.push_back({point, fmt::format("Results with digest {}, made with Wardmote {}.", m.digest,
                                      m.reader.layout().attribute("wardmote_version"))});
}

std::vector<Line> brief(results::Reader const& reader, std::string const& digest, Options const& chosen) {
  Material const m(reader, digest, chosen);
  std::vector<Line> lines{{title, m.comparison.title}};
  for (auto const part : {purpose, options, finance, other_implications, papers}) part(m, lines);
  return lines;
}

// ---- Office Open XML ----

/// What XML cannot hold at all becomes a blank.
std::string xml_text(std::string const& words) {
  auto safe = escape(words);
  for (auto& c : safe) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return safe;
}

std::string paragraph(Line const& line) {
  constexpr std::array styles{"Title", "Heading1", "Heading2", "Normal", "ListBullet"};
  return fmt::format(
      "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}{}</w:t></w:r></w:p>",
      styles[static_cast<std::size_t>(line.kind)], line.kind == point ? "\u2022 " : "", xml_text(line.words));
}

std::string style(std::string_view id, std::string_view name, std::string_view paragraph, int half_points, bool bold) {
  return fmt::format(
      "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:pPr>{}</w:pPr><w:rPr>{}<w:sz "
      "w:val=\"{}\"/></w:rPr></w:style>",
      id, name, paragraph, bold ? "<w:b/>" : "", half_points);
}

/// A ZIP archive of stored files (APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16), the same bytes each time.
std::string zip(std::vector<std::pair<std::string, std::string>> const& files) {
  std::string archive, directory;
  auto const put = [](std::string& to, std::uint32_t value, int n_byte) {
    for (int i = 0; i < n_byte; ++i) to += static_cast<char>(value >> (8 * i) & 0xFF);
  };
  for (auto const& [name, content] : files) {
    boost::crc_32_type crc;
    crc.process_bytes(content.data(), content.size());
    auto const size = static_cast<std::uint32_t>(content.size()), offset = static_cast<std::uint32_t>(archive.size());
    std::string common;
    put(common, 20, 2);          // version needed
    put(common, 0x0800, 2);      // names are UTF-8
    put(common, 0, 2);           // stored
    put(common, 0x00210000, 4);  // 1 January 1980
    put(common, crc.checksum(), 4);
    put(common, size, 4);
    put(common, size, 4);
    put(common, static_cast<std::uint32_t>(name.size()), 2);
    put(common, 0, 2);
    archive += "PK\x03\x04" + common + name + content;
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += common;
    for (int i = 0; i < 3; ++i) put(directory, 0, 2);  // comment, disk, kind
    put(directory, 0, 4);
    put(directory, offset, 4);
    directory += name;
  }
  auto const start = static_cast<std::uint32_t>(archive.size());
  auto const n = static_cast<std::uint32_t>(files.size());
  archive += directory + "PK\x05\x06";
  put(archive, 0, 4);
  put(archive, n, 2);
  put(archive, n, 2);
  put(archive, static_cast<std::uint32_t>(directory.size()), 4);
  put(archive, start, 4);
  put(archive, 0, 2);
  return archive;
}

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
constexpr std::string_view words_of = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006/";

}  // namespace

std::string brief_text(results::Reader const& reader, std::string const& digest, Options const& chosen) {
  std::string all;
  for (auto const& line : brief(reader, digest, chosen)) {
    if (!all.empty() && line.kind != point) all += '\n';
    all += fmt::format("{}{}\n", line.kind == point ? "- " : "", line.words);
    if (line.kind == title || line.kind == heading) all += std::string(60, line.kind == title ? '=' : '-') + "\n";
  }
  return all;
}

std::string brief_docx(results::Reader const& reader, std::string const& digest, Options const& chosen) {
  std::string body;
  for (auto const& line : brief(reader, digest, chosen)) body += paragraph(line);
  auto const relation = [](std::string_view kind, std::string_view target) {
    return fmt::format(
        "{}<Relationships xmlns=\"{}relationships\"><Relationship Id=\"rId1\" Type=\"{}/{}\" "
        "Target=\"{}\"/></Relationships>",
        declaration, package, office, kind, target);
  };
  auto const type = [](std::string_view part) {
    return fmt::format(
        "<Override PartName=\"/word/{0}.xml\" ContentType=\"application/"
        "vnd.openxmlformats-officedocument.wordprocessingml.{1}+xml\"/>",
        part, part == "document" ? "document.main" : part);
  };
  constexpr std::string_view spaced = "<w:spacing w:before=\"240\" w:after=\"80\"/>";
  auto const styles = style("Normal", "Normal", "<w:spacing w:after=\"100\"/>", 22, false) +
                      style("Title", "Title", spaced, 36, true) +
                      style("Heading1", "heading 1", std::string(spaced) + "<w:outlineLvl w:val=\"0\"/>", 28, true) +
                      style("Heading2", "heading 2", std::string(spaced) + "<w:outlineLvl w:val=\"1\"/>", 24, true) +
                      style("ListBullet", "List Bullet", "<w:ind w:left=\"360\" w:hanging=\"200\"/>", 22, false);
  return zip({
      {"[Content_Types].xml",
       fmt::format("{}<Types xmlns=\"{}content-types\"><Default Extension=\"rels\" "
                   "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
                   "Extension=\"xml\" ContentType=\"application/xml\"/>{}{}</Types>",
                   declaration, package, type("document"), type("styles"))},
      {"_rels/.rels", relation("officeDocument", "word/document.xml")},
      {"word/_rels/document.xml.rels", relation("styles", "styles.xml")},
      {"word/styles.xml", fmt::format("{}<w:styles xmlns:w=\"{}\">{}</w:styles>", declaration, words_of, styles)},
      {"word/document.xml", fmt::format("{}<w:document xmlns:w=\"{}\"><w:body>{}<w:sectPr><w:pgSz w:w=\"11906\" "
                                        "w:h=\"16838\"/></w:sectPr></w:body></w:document>",
                                        declaration, words_of, body)},
  });
}

}  // namespace wardmote::report
