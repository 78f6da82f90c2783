#include "model/command_json.hpp"

#include <array>
#include <cmath>
#include <format>
#include <optional>
#include <span>
#include <utility>

#include "base/check.hpp"
#include "base/json.hpp"
#include "base/json_value.hpp"
#include "program/parameter_values.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

using Kind = JsonValue::Kind;

// In the order of the Command's alternatives.
constexpr std::string_view kNames[] = {
    "run",       "stop",           "choose",         "set-parameter", "set-language",
    "set-theme", "dismiss-notice", "set-kernel",     "set-strategy",  "set-seed",
    "set-cores", "set-speed",      "play",           "seek",          "pick",
    "undo",      "explore",        "stop-exploring", "show-outcome",  "show-race",
    "copy-link"};
static_assert(std::size(kNames) == std::variant_size_v<Command>);

std::string listed(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

// Takes the members of one command, one after the other, and remembers the first that was wrong.
class Reader {
 public:
  Reader(const JsonValue& object, const AppState& state) : object_(object), state_(state) {}
  const std::string& error() const { return error_; }

  std::uint64_t whole(std::string_view name, std::uint64_t least, std::uint64_t most) {
    const JsonValue* const value = member(name, Kind::number);
    if (value == nullptr) return least;
    if (value->number == std::floor(value->number) && value->number >= static_cast<double>(least) &&
        value->number <= static_cast<double>(most))
      return static_cast<std::uint64_t>(value->number);
    refuse(name, shown(*value),
           whole_number(static_cast<std::int64_t>(least), static_cast<std::int64_t>(most),
                        state_.language));
    return least;
  }
  bool truth(std::string_view name) {
    const JsonValue* const value = member(name, Kind::boolean);
    return value != nullptr && value->truth;
  }
  // The value whose word is said; the first if none is.
  template <class Row, std::size_t N>
  decltype(Row::value) choice(std::string_view name, const Choices<Row, N>& choices) {
    const JsonValue* const value = member(name, Kind::text);
    return choices.begin()[value == nullptr ? 0 : index_of(name, value->text, choices.words())]
        .value;
  }
  SharedDescription program() {
    std::vector<std::string_view> names;
    for (const SharedDescription& each : state_.programs) names.push_back(each->name);
    const JsonValue* const value = member("scenario", Kind::text);
    return state_.programs[value == nullptr ? 0 : index_of("scenario", value->text, names)];
  }
  bool has(std::string_view name) const { return object_.find(name) != nullptr; }

  double parameter(const ParameterSpec& spec, const JsonValue& value) {
    if (spec.kind == ParameterSpec::Kind::choice) {
      if (value.kind == Kind::text)
        if (const auto read = read_value(spec, value.text)) return *read;
    } else if (value.kind == Kind::number && nearest_allowed(spec, value.number) == value.number) {
      return value.number;
    }
    refuse(spec.name, shown(value), allowed_values(spec, state_.language));
    return spec.default_value;
  }

  // Of this program: as the form has them, but for what is said.
  std::vector<double> parameters(const SharedDescription& program) {
    const auto& specs = program->parameters;
    std::vector<double> values =
        program == state_.program ? state_.parameters : std::vector<double>();
    for (std::size_t i = values.size(); i < specs.size(); ++i)
      values.push_back(specs[i].default_value);
    const JsonValue* const said = object_.find("parameters");
    for (const auto& [name, value] : said != nullptr ? said->members : Members()) {
      const std::size_t i = index_in(*program, name);
      if (i < values.size()) values[i] = parameter(specs[i], value);
    }
    return values;
  }
  std::size_t index_in(const ProgramDescription& program, std::string_view name) {
    if (const auto index = program.parameter_named(name)) return *index;
    std::vector<std::string_view> names;
    for (const ParameterSpec& spec : program.parameters) names.push_back(spec.name);
    wrong(say(state_.language, words::no_parameter, program.name, in_quotes(name), listed(names)));
    return names.size();
  }
  const JsonValue* member(std::string_view name, std::optional<Kind> kind = {}) {
    const JsonValue* const value = object_.find(name);
    if (value == nullptr) {
      wrong(say(state_.language, words::command_lacks, in_quotes(object_.find("command")->text),
                name));
    } else if (kind && value->kind != *kind) {
      constexpr const Word* kKinds[] = {&words::json_null,   &words::json_boolean,
                                        &words::json_number, &words::json_text,
                                        &words::json_array,  &words::json_object};
      refuse(name, shown(*value),
             std::string(kKinds[static_cast<std::size_t>(*kind)]->in(state_.language)));
      return nullptr;
    }
    return value;
  }

 private:
  using Members = std::vector<std::pair<std::string, JsonValue>>;

  static std::string shown(const JsonValue& value) {
    switch (value.kind) {
      case Kind::null:
        return "null";
      case Kind::boolean:
        return value.truth ? "true" : "false";
      case Kind::number:
        return std::format("{}", value.number);
      case Kind::text:
        return value.text;
      case Kind::array:
        return "[]";
      case Kind::object:
        break;
    }
    return "{}";
  }
  std::size_t index_of(std::string_view name, std::string_view word,
                       std::span<const std::string_view> words) {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i] == word) return i;
    refuse(name, word, one_of(words, state_.language));
    return 0;
  }
  void refuse(std::string_view name, std::string_view value, const std::string& allowed) {
    wrong(wrong_value(name, value, allowed, state_.language));
  }
  void wrong(std::string line) {
    if (error_.empty()) error_ = std::move(line);
  }

  const JsonValue& object_;
  const AppState& state_;
  std::string error_;
};

Command read(Reader& in, const AppState& state, std::size_t which) {
  constexpr std::uint64_t kMost = VirtualSettings::kMostSeed;  // whole numbers that JSON keeps
  switch (which) {
    case 0: {
      SharedDescription program = in.has("scenario") ? in.program() : state.program;
      if (!in.error().empty()) return command::Stop{};
      std::vector<double> parameters = in.parameters(program);
      return command::Run{std::move(program), std::move(parameters)};
    }
    case 1:
      return command::Stop{};
    case 2:
      return command::Choose{in.program()};
    case 3: {
      const ProgramDescription& chosen = *state.program;
      const JsonValue* const name = in.member("name", Kind::text);
      const JsonValue* const value = in.member("value");
      if (name == nullptr || value == nullptr) return command::Stop{};
      const std::size_t index = in.index_in(chosen, name->text);
      if (index >= chosen.parameters.size()) return command::Stop{};
      return command::SetParameter{index, in.parameter(chosen.parameters[index], *value)};
    }
    case 4:
      return command::SetLanguage{in.choice("language", kLanguages)};
    case 5:
      return command::SetTheme{in.choice("theme", kThemes)};
    case 6:
      return command::DismissNotice{};
    case 7:
      return command::SetKernel{in.choice("kernel", kKernels)};
    case 8:
      return command::SetPicker{in.choice("strategy", kPickers)};
    case 9:
      return command::SetSeed{in.whole("seed", 0, kMost)};
    case 10:
      return command::SetCores{static_cast<int>(in.whole("cores", 1, VirtualSettings::kMostCores))};
    case 11:
      return command::SetSpeed{in.choice("speed", kSpeeds)};
    case 12:
      return command::Play{in.truth("playing")};
    case 13:
      return command::Seek{in.whole("step", 0, kMost)};
    case 14:
      return command::Pick{static_cast<std::uint32_t>(in.whole("number", 0, 0xffffffff))};
    case 15:
      return command::Undo{};
    case 16:
      return command::Explore{};
    case 17:
      return command::StopExploring{};
    case 18:
      return command::ShowOutcome{static_cast<std::size_t>(in.whole("index", 0, kMost))};
    case 19:
      return command::ShowRace{static_cast<std::size_t>(in.whole("index", 0, kMost))};
    default:
      return command::CopyLink{};
  }
}

// --- writing: what each command says besides its name

void write_parameter(JsonWriter& json, std::string_view key, const ParameterSpec& spec,
                     double value) {
  if (spec.kind != ParameterSpec::Kind::choice) {
    json.member(key, value);
    return;
  }
  const auto index = static_cast<std::size_t>(value);
  json.member(key, index < spec.choices.size() ? spec.choices[index] : std::string());
}

class Writer {
 public:
  Writer(JsonWriter& json, const AppState& state) : json_(json), state_(state) {}

  void operator()(const command::Run& c) const {
    const auto& specs = c.program->parameters;
    json_.member("scenario", c.program->name).key("parameters").begin_object();
    for (std::size_t i = 0; i < specs.size() && i < c.parameters.size(); ++i)
      write_parameter(json_, specs[i].name, specs[i], c.parameters[i]);
    json_.end_object();
  }
  void operator()(const command::Choose& c) const { json_.member("scenario", c.program->name); }
  void operator()(const command::SetParameter& c) const {
    const ParameterSpec& spec = state_.program->parameters[c.index];
    json_.member("name", spec.name);
    write_parameter(json_, "value", spec, c.value);
  }
  void operator()(const command::SetLanguage& c) const {
    json_.member("language", kLanguages[c.language].word);
  }
  void operator()(const command::SetTheme& c) const {
    json_.member("theme", kThemes[c.theme].word);
  }
  void operator()(const command::SetKernel& c) const {
    json_.member("kernel", kKernels[c.kernel].word);
  }
  void operator()(const command::SetPicker& c) const {
    json_.member("strategy", kPickers[c.picker].word);
  }
  void operator()(const command::SetSeed& c) const { json_.member("seed", c.seed); }
  void operator()(const command::SetCores& c) const { json_.member("cores", c.cores); }
  void operator()(const command::SetSpeed& c) const {
    json_.member("speed", kSpeeds[c.speed].word);
  }
  void operator()(const command::Play& c) const { json_.member("playing", c.playing); }
  void operator()(const command::Seek& c) const { json_.member("step", c.step); }
  void operator()(const command::Pick& c) const { json_.member("number", c.number); }
  void operator()(const command::ShowOutcome& c) const { json_.member("index", c.index); }
  void operator()(const command::ShowRace& c) const { json_.member("index", c.index); }
  template <class Other>
  void operator()(const Other&) const {}

 private:
  JsonWriter& json_;
  const AppState& state_;
};

}  // namespace

std::string command_json(const Command& command, const AppState& state) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("command", kNames[command.index()]);
  std::visit(Writer(json, state), command);
  json.end_object();
  return text;
}

std::string read_command(std::string_view json, const AppState& state, Command& command) {
  TELAR_CHECK(state.program);
  JsonValue value;
  std::size_t wrong_at = 0;
  if (!parse_json(json, value, wrong_at)) return say(state.language, words::not_json, wrong_at + 1);
  const JsonValue* const name = value.find("command");
  if (name == nullptr || name->kind != Kind::text)
    return say(state.language, words::names_no_command, listed(kNames));
  for (std::size_t which = 0; which < std::size(kNames); ++which) {
    if (kNames[which] != name->text) continue;
    Reader in(value, state);
    Command read_one = read(in, state, which);
    if (in.error().empty()) command = std::move(read_one);
    return in.error();
  }
  return say(state.language, words::no_such_command, in_quotes(name->text), listed(kNames));
}

}  // namespace telar
