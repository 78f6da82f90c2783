// Waiting: what a strand waits for, and who holds it: what a deadlock is told with, and what a
// person chooses from.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/language.hpp"
#include "base/source_point.hpp"
#include "base/time.hpp"
#include "trace/action.hpp"

namespace telar {

// A strand and the operation that it stands before.
struct Waiting {
  StrandId strand = 0;
  std::string name;  // the strand's
  Verb verb = Verb::step;
  ObjectKind kind = ObjectKind::none;
  std::string object;              // the object's name, may be empty
  Payload payload;                 // what it is about
  std::optional<StrandId> holder;  // who must act before it can go on, if that is one strand
  Nanos deadline = kNever;
  SourcePoint where;  // the line at which it stands
};

// Indices into `waiting` of strands of which each waits for the next and the last for the first;
// empty if there is no such cycle. Then somebody waits for what nobody is left to do: a
// notification, an item, a thread that itself waits so.
std::vector<std::size_t> cycle_of(const std::vector<Waiting>& waiting);
// What it is about to do; the object's name is the Waiting's.
Action action_of(const Waiting& waiting);
// "counter = 1", "acquire lock A": the same in full words.
std::string action_text(const Waiting& waiting, Language language);
// "waits for lock B, held by Thread-2"; among `all` are the names of those who hold.
std::string waiting_words(const Waiting& waiting, const std::vector<Waiting>& all,
                          Language language);
// "Thread-1 waits for lock B, held by Thread-2"
std::string waiting_text(const Waiting& waiting, const std::vector<Waiting>& all,
                         Language language);
// One line: the cycle if there is one, else everybody.
std::string deadlock_text(const std::vector<Waiting>& waiting, Language language);

}  // namespace telar
