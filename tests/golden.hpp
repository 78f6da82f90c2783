// Goldens: what a test expects, as files in tests/golden. TELAR_UPDATE_GOLDENS=1 writes what is
// there now instead of comparing: read the difference before committing it.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "platform/file.hpp"

namespace telar {

// tests/golden of the repository that the current directory is in; test programs run in its top
// folder, or below it.
inline std::string golden_folder() {
  std::string folder = "tests/golden/";
  std::vector<std::byte> bytes;
  // A file that is always there, so that a new golden goes where the others are.
  for (int up = 0; up < 3 && read_file(folder + "README.md", bytes); ++up) folder = "../" + folder;
  return folder;
}

inline std::string read_golden(const std::string& name) {
  std::vector<std::byte> bytes;
  EXPECT_FALSE(read_file(golden_folder() + name, bytes)) << name;
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

inline void expect_golden(const std::string& name, const std::string& actual) {
  const char* const update = std::getenv("TELAR_UPDATE_GOLDENS");
  if (update && std::string(update) == "1") {
    EXPECT_FALSE(write_file(golden_folder() + name, std::as_bytes(std::span(actual)))) << name;
    return;
  }
  EXPECT_EQ(actual, read_golden(name))
      << "differs from tests/golden/" << name << "; TELAR_UPDATE_GOLDENS=1 rewrites it";
}

}  // namespace telar
