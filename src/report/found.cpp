#include "report/found.hpp"

#include "report/action_words.hpp"

namespace telar {
namespace {

std::string access_text(const Race::Access& access, const std::string& strand,
                        const std::string& variable, Language language) {
  const Action action{.verb = access.verb,
                      .kind = ObjectKind::shared,
                      .object = variable,
                      .payload = {},
                      .file = access.where.known() ? access.where.file : "",
                      .line = access.where.line};
  return strand + " " + access_words(action, language);
}

}  // namespace

std::string FoundRace::first_text(Language language) const {
  return access_text(race.first, first_strand, race.variable, language);
}

std::string FoundRace::second_text(Language language) const {
  return access_text(race.second, second_strand, race.variable, language);
}

std::string Found::text() const {
  std::string text = bad() ? error : output;
  if (bad() && !output.empty()) text += "\n" + output;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (!state.empty()) text += (text.empty() ? "" : "\n") + state;
  return text;
}

std::string_view coverage_name(Coverage coverage) {
  switch (coverage) {
    case Coverage::every_schedule:
      return "every-schedule";
    case Coverage::every_order:
      return "every-order";
    case Coverage::sample:
      return "sample";
  }
  return {};
}

}  // namespace telar
