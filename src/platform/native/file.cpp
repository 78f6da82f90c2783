#include "platform/file.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>

namespace telar {
namespace {

struct Close {
  void operator()(FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<FILE, Close>;

FileError failure() { return FileError::of(errno); }

}  // namespace

FileError read_file(const std::string& path, std::vector<std::byte>& bytes) {
  bytes.clear();
  File file(std::fopen(path.c_str(), "rbe"));
  if (!file) return failure();
  for (;;) {
    const std::size_t old = bytes.size();
    bytes.resize(old + 65536);
    const std::size_t got = std::fread(bytes.data() + old, 1, 65536, file.get());
    bytes.resize(old + got);
    if (got == 0) break;
  }
  if (std::ferror(file.get())) {
    const FileError error = failure();
    bytes.clear();
    return error;
  }
  return {};
}

FileError write_file(const std::string& path, std::span<const std::byte> bytes, WriteMode mode) {
  File file(std::fopen(path.c_str(), mode == WriteMode::append ? "abe" : "wbe"));
  if (!file) return failure();
  if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) return failure();
  if (std::fclose(file.release()) != 0) return failure();
  return {};
}

}  // namespace telar
