// Goldens: what a test expects, as files in tests/golden. TELAR_UPDATE_GOLDENS=1 writes what is there now instead of
// comparing: read the difference before committing it.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace telar {

// tests/golden of the repository that the current directory is in (ctest runs in build/ or below).
inline std::filesystem::path golden_folder() {
  std::error_code error;
  for (auto at = std::filesystem::current_path(error); !error; at = at.parent_path()) {
    if (const auto folder = at / "tests" / "golden"; std::filesystem::is_directory(folder, error)) return folder;
    if (at == at.parent_path()) break;
  }
  return {};
}

inline void expect_golden(const std::string& name, const std::string& actual) {
  const auto folder = golden_folder();
  if (folder.empty()) GTEST_SKIP() << "not run below the repository: tests/golden is not found";
  if (const char* update = std::getenv("TELAR_UPDATE_GOLDENS"); update && std::string(update) == "1") {
    std::ofstream(folder / name, std::ios::binary) << actual;
    return;
  }
  std::ifstream file(folder / name, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(actual, expected) << "differs from tests/golden/" << name << "; TELAR_UPDATE_GOLDENS=1 rewrites it";
}

}  // namespace telar
