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
inline void expect_golden(const std::string& name, const std::string& actual) {
  const char* const update = std::getenv("TELAR_UPDATE_GOLDENS");
  std::string folder = "tests/golden/";
  FileError error;
  std::vector<std::byte> bytes;
  for (int up = 0; up < 4; ++up, folder = "../" + folder) {
    // A file that is always there, so that a new golden goes where the others are.
    if ((error = read_file(folder + "README.md", bytes))) continue;
    if (update && std::string(update) == "1") {
      error = write_file(folder + name, std::as_bytes(std::span(actual)));
    } else if (!(error = read_file(folder + name, bytes))) {
      EXPECT_EQ(actual, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()))
          << "differs from tests/golden/" << name << "; TELAR_UPDATE_GOLDENS=1 rewrites it";
    }
    break;
  }
  EXPECT_FALSE(error) << folder << name;
}

}  // namespace telar
