// What scenarios say beside print(): texts in the run's language as strings, and Python's assert.
#pragma once
#include <format>
#include <string>

#include "base/language.hpp"
#include "kernel/process_context.hpp"
#include "kernel/task.hpp"
#include "runtime/errors.hpp"

namespace telar {

// The text in the run's language, with its {} filled in: a name or a message.
template <class... A>
Task<std::string> formatted(Text text, A... args) {
  Strand& s = co_await current_strand();
  co_return std::vformat(text.in(s.process().settings.language), std::make_format_args(args...));
}

// assert condition, message: how a program says that it went wrong, so that the run fails. In
// main(): an exception of another thread ends that thread only.
template <class... A>
Task<> assert_that(bool condition, Text message, A... args) {
  if (condition) co_return;
  std::string said = co_await formatted(message, args...);
  throw AssertionError(std::move(said));
}

}  // namespace telar
