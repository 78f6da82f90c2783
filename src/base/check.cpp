#include "base/check.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace telar {
namespace {
std::atomic<void (*)()> context{nullptr};
}

void set_check_context(void (*print)()) { context = print; }

void check_failed(const char* what, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: check failed: %s\n", file, line, what);
  if (auto print = context.exchange(nullptr)) print();
  std::fflush(stderr);
  std::abort();
}

}  // namespace telar
