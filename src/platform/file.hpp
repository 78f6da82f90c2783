// Whole files, and appending to one: trace files and exports of the command line. Native: stdio;
// web: Node's fs; in a browser there are none and every call says so. Blocks. Any thread.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace telar {

// Empty, or the reason alone, in the system's English: "Is a directory".
std::string read_file(const std::string& path, std::vector<std::byte>& bytes);

enum class WriteMode { replace, append };
std::string write_file(const std::string& path, std::span<const std::byte> bytes,
                       WriteMode mode = WriteMode::replace);

}  // namespace telar
