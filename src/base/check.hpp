// CHECK: a bug in Telar itself ends the process with the place, never goes on with a broken
// invariant.
#pragma once

namespace telar {

// Prints "file:line: check failed: what" to standard error, then what `set_check_context` left, and
// aborts.
[[noreturn]] void check_failed(const char* what, const char* file, int line);

// A function that adds what helps to reproduce (seed, schedule, last events). Called once, on the
// failing thread.
void set_check_context(void (*print)());

}  // namespace telar

#define TELAR_CHECK(condition)                  \
  (__builtin_expect(!!(condition), 1) ? (void)0 \
                                      : ::telar::check_failed(#condition, __FILE__, __LINE__))
