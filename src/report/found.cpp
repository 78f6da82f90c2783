#include "report/found.hpp"

#include "base/json.hpp"
#include "report/action_words.hpp"

namespace telar {
namespace {

Action action_of(const Race::Access& access, const std::string& variable) {
  return {.verb = access.verb,
          .kind = ObjectKind::shared,
          .object = variable,
          .payload = {},
          .file = access.where.known() ? access.where.file : "",
          .line = access.where.line};
}

std::string access_text(const Race::Access& access, const std::string& strand,
                        const std::string& variable, Language language) {
  return who_does(strand, access_words(action_of(access, variable), language), language);
}

}  // namespace

std::string FoundRace::first_text(Language language) const {
  return access_text(race.first, first_strand, race.variable, language);
}

std::string FoundRace::second_text(Language language) const {
  return access_text(race.second, second_strand, race.variable, language);
}

void write_race(JsonWriter& json, const FoundRace& race, std::string_view schedule) {
  json.begin_object().member("variable", race.race.variable);
  const std::string& variable = race.race.variable;
  write_place(json.key("first"), race.first_strand, action_of(race.race.first, variable));
  write_place(json.key("second"), race.second_strand, action_of(race.race.second, variable));
  json.member("count", race.count).member("first_at", race.first_at);
  json.member("switches", race.switches).member("schedule", schedule).end_object();
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
