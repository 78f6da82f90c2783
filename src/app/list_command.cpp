#include <format>
#include <string>

#include "app/arguments.hpp"
#include "app/commands.hpp"
#include "app/output.hpp"
#include "base/json.hpp"
#include "program/parameter_values.hpp"
#include "scenarios/library.hpp"

namespace telar {
namespace {

using Kind = ParameterSpec::Kind;

std::string as_text(Language language) {
  std::string out;
  for (const Program& program : library()) {
    const ProgramDescription& d = program.description();
    out += std::format("{:<18} {}\n", d.name, d.summary.in(language));
    const Parameters defaults = program.defaults();
    for (std::size_t i = 0; i < d.parameters.size(); ++i) {
      const auto& spec = d.parameters[i];
      const std::string option = std::format("--{} {}", spec.name, defaults.word(i));
      out += std::format("    {:<14} {}: {}\n", option, spec.label.in(language),
                         allowed_values(spec, language));
    }
  }
  return out;
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::integer:
      return "integer";
    case Kind::real:
      return "real";
    case Kind::choice:
      break;
  }
  return "choice";
}

void write_text_member(JsonWriter& json, std::string_view name, Text text) {
  json.key(name).begin_object().member("es", text.es).member("en", text.en).end_object();
}

void write_spec(JsonWriter& json, const ParameterSpec& spec) {
  json.begin_object().member("name", spec.name).member("kind", name_of(spec.kind));
  write_text_member(json, "label", spec.label);
  if (spec.kind == Kind::choice) {
    json.member("default", spec.choices[static_cast<std::size_t>(spec.default_value)])
        .key("choices")
        .begin_array();
    for (const std::string& word : spec.choices) json.value(word);
    json.end_array();
  } else {
    json.member("default", spec.default_value)
        .member("minimum", spec.minimum)
        .member("maximum", spec.maximum);
  }
  json.end_object();
}

std::string as_json() {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (const Program& program : library()) {
    const ProgramDescription& d = program.description();
    json.begin_object().member("name", d.name);
    write_text_member(json, "title", d.title);
    write_text_member(json, "summary", d.summary);
    write_text_member(json, "watch", d.watch);
    write_text_member(json, "teaches", d.teaches);
    json.key("parameters").begin_array();
    for (const auto& spec : d.parameters) write_spec(json, spec);
    json.end_array().member("starts_processes", d.starts_processes).end_object();
  }
  json.end_array();
  return out + "\n";
}

}  // namespace

int list_command(Argv words, Language language) {
  const Arguments arguments = parse_arguments(words, language);
  if (const auto error =
          check_arguments(arguments, {"format", "lang"}, 0,
                          "telar list [--format text|json] [--lang es|en]", language);
      !error.empty())
    return usage_error(error);
  if (const auto error = check_common_options(arguments, language); !error.empty())
    return usage_error(error);
  return write_output(arguments.option("format") == "json" ? as_json() : as_text(language))
             ? 0
             : kExitNobodyReads;
}

}  // namespace telar
