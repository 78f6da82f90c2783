// What a program is to a person: its name, its texts in each language, its parameters and its
// sources. Plain data that owns what it holds; the command line, the URL, the model and the UI read
// it, and nothing here runs anything. Depends on base only.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"

namespace telar {

// One text in both languages, as Text, but owned.
struct OwnedText {
  std::string es, en;
  operator Text() const { return {es, en}; }  // views of this text
  std::string_view in(Language language) const { return language == Language::en ? en : es; }
};

// What a parameter is for, where more than the program itself asks: never guessed from its name.
enum class ParameterRole : std::uint8_t {
  none,     // the program's own business
  count,    // how many threads or tasks there are
  workers,  // how many child processes it starts
  naps,     // how long each of the chapter's tasks lasts, in seconds; a page shortens it
  work,     // whether a task sleeps or computes
  gil,      // whether the threads of a process take turns to compute
};

// One parameter. `name` is the word on the command line and in the URL (n, seconds, workers).
struct ParameterSpec {
  enum class Kind : std::uint8_t { integer, real, choice };
  std::string name;
  Kind kind = Kind::integer;
  ParameterRole role = ParameterRole::none;
  OwnedText label;                   // what the form says: "Hilos" / "Threads"
  double default_value = 0;          // integer and real; for a choice the index into `choices`
  double minimum = 0, maximum = 0;   // inclusive; integer and real
  std::vector<std::string> choices;  // the words of a choice ("sleep", "cpu")
  OwnedText help;                    // one line, may be empty
};

enum class SourceLanguage : std::uint8_t { python, cpp };

// A text of the program. `text` is what is shown: it begins at line `first_line` of `file`, whose
// name is relative to the project, as in a SourcePoint.
struct Source {
  std::string file;
  SourceLanguage language = SourceLanguage::python;
  std::string text;
  int first_line = 1;
};

struct ProgramDescription {
  std::string name;   // the word on the command line: "processes-threads"
  std::string group;  // of the library, a word: "chapter", "problems"; empty for a script
  OwnedText title;    // "Procesos con hilos" / "Processes with threads"
  OwnedText summary;  // one sentence for the list
  OwnedText watch;    // what to watch on the timeline while it runs
  OwnedText teaches;  // what it teaches: paragraphs, one a line
  std::vector<ParameterSpec> parameters;
  bool starts_processes = false;  // the page keeps process workers warm for it
  std::vector<Source> sources;    // the same program, in one language or several

  // The index of the parameter with this name, or with this role (the first, if there are several).
  std::optional<std::size_t> parameter_named(std::string_view name) const {
    return find([&](const ParameterSpec& spec) { return spec.name == name; });
  }
  std::optional<std::size_t> parameter_with(ParameterRole role) const {
    return find([&](const ParameterSpec& spec) { return spec.role == role; });
  }
  // Null if the program is not written in this language.
  const Source* source_in(SourceLanguage language) const {
    for (const Source& source : sources)
      if (source.language == language) return &source;
    return nullptr;
  }

 private:
  template <class F>
  std::optional<std::size_t> find(F is_it) const {
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (is_it(parameters[i])) return i;
    return std::nullopt;
  }
};

// How a description is passed about: shared, never changed, and never null where one is.
using SharedDescription = std::shared_ptr<const ProgramDescription>;

}  // namespace telar
