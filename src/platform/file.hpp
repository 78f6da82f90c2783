// Whole files, and appending to one: trace files and exports of the command line. Native: stdio;
// web: Node's fs; in a browser there are none and every call says so. Blocks. Any thread.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace telar {

// Why a file could not be read or written. `system`: of other, in the system's own words.
struct FileError {
  enum class Kind : unsigned char {
    none,
    missing,
    is_a_directory,
    not_a_directory,
    no_permission,
    not_permitted,
    no_space,
    read_only,
    no_files,  // a browser gives none
    other,
  };
  Kind kind = Kind::none;
  std::string system;
  explicit operator bool() const { return kind != Kind::none; }

  // Of a number of <cerrno>.
  static FileError of(int number);
};

// After an error, `bytes` is empty.
FileError read_file(const std::string& path, std::vector<std::byte>& bytes);

enum class WriteMode { replace, append };
FileError write_file(const std::string& path, std::span<const std::byte> bytes,
                     WriteMode mode = WriteMode::replace);

}  // namespace telar
