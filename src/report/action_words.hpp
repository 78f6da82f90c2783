// What a strand did, or is about to do, in words: the same on the timeline, in the panel of the
// next step, in a deadlock's story, in `telar show` and in the exports.
#pragma once
#include <string>
#include <string_view>

#include "base/language.hpp"
#include "trace/action.hpp"

namespace telar {

class JsonWriter;

enum class Wording : unsigned char {
  brief,  // "put 3", "acquire mutex", "counter → 0": where there is little room
  full,   // "put 3 into queue requests", "acquire lock mutex", "counter → 0"
};
std::string action_words(const Action& action, Language language, Wording wording);

// What was done to a variable, said of whoever did it: "stores counter (lost_update.cpp:31)",
// "guarda counter". The verb is load, store, add or update.
std::string access_words(const Action& access, Language language);

// "Thread-1 stores counter": somebody, and what they do as access_words() or waiting_words() has
// it.
std::string who_does(std::string_view who, std::string_view does, Language language);

// A place where something was done or is to be done, as an object: {strand, verb, file, line}, the
// last two null where the line is not known.
void write_place(JsonWriter& json, std::string_view strand, const Action& action);

// In full and in English: a SayAction for the exports, which are.
std::string say_in_english(const Action& action);

// "lock mutex", "el cerrojo mutex", "the GIL"; its name alone if its kind goes without saying;
// empty for what is no object.
std::string object_words(ObjectKind kind, std::string_view name, Language language);

// As Python writes it, but for durations, which are as the language writes them: "'abc'", "0,5 s".
std::string payload_words(const Payload& payload, Language language);

}  // namespace telar
