// The main of every test program, native and web. A test's child processes are this program started
// again: those that tests/child.hpp started do what it says, all others what any child of Telar
// does.
#include <gtest/gtest.h>

#include <cstdio>

#include "platform/process.hpp"
#include "tests/child.hpp"

// Under tsan each process would sleep for a second at its end.
extern "C" const char* __tsan_default_options() { return "atexit_sleep_ms=0"; }

int main(int argc, char** argv) {
  const auto all_tests = [](int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
  };
  const auto child = [] {
    if (auto code = telar::testing::run_as_test_child()) return *code;
    if (telar::testing::other_child) return telar::testing::other_child();
    std::fprintf(stderr, "process %u: nothing to do\n", telar::child_process_id());
    return 1;
  };
  return telar::run_program(argc, argv, all_tests, child);
}
