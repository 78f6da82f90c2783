// The main of every test program, native and web. A test's child processes are this program started
// again, and do what tests/child.hpp says.
#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <string_view>

#include "platform/process.hpp"
#include "tests/child.hpp"

// Under tsan each process would sleep for a second at its end.
extern "C" const char* __tsan_default_options() { return "atexit_sleep_ms=0"; }

namespace {

// A filter for the tests that are written in these folders of tests/: "runtime,scenarios".
std::string tests_in(std::string_view folders) {
  std::string filter;
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *all.GetTestSuite(i);
    for (int k = 0; k < suite.total_test_count(); ++k) {
      const testing::TestInfo& test = *suite.GetTestInfo(k);
      const std::string_view file = test.file();
      const auto begin = file.rfind("tests/") + 6;
      const std::string folder(file.substr(begin, file.find('/', begin) - begin));
      if (("," + std::string(folders) + ",").find("," + folder + ",") == std::string::npos)
        continue;
      filter += std::string(suite.name()) + "." + test.name() + ":";
    }
  }
  return filter.empty() ? "-*" : filter;
}

}  // namespace

int main(int argc, char** argv) {
  const auto all_tests = [](int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    constexpr std::string_view kFolders = "--folders=";
    if (argc > 1 && std::string_view(argv[1]).starts_with(kFolders))
      GTEST_FLAG_SET(filter, tests_in(std::string_view(argv[1]).substr(kFolders.size())));
    return RUN_ALL_TESTS();
  };
  const auto child = [] {
    if (auto code = telar::testing::run_as_test_child()) return *code;
    for (const auto child_of_run : telar::testing::children_of_runs)
      if (auto code = child_of_run()) return *code;
    if (telar::testing::other_child) return telar::testing::other_child();
    std::fprintf(stderr, "process %u: nothing to do\n", telar::child_process_id());
    return 1;
  };
  return telar::run_program(argc, argv, all_tests, child);
}
