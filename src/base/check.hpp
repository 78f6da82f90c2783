// CHECK: a bug in Telar itself ends the process with the place, never goes on with a broken
// invariant. DCHECK: the same for what a reader would otherwise have to believe, on paths too hot
// to look at in a release: on in debug builds, and where CMake is told TELAR_DCHECKS.
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

#ifdef TELAR_DCHECKS
#define TELAR_DCHECK(condition) TELAR_CHECK(condition)
#else
// Compiled, so that it stays true to what it names, and never evaluated.
#define TELAR_DCHECK(condition) (true ? (void)0 : (void)(condition))
#endif
