#include "platform/file.hpp"

#include <cerrno>
#include <cstring>
#include <string_view>

#include "platform/web/javascript.hpp"

namespace telar {
namespace {

std::string failure() {
  char text[200];
  telar_file_error(text, sizeof text);
  // Node names errors as C does; say them as the native program says them.
  static constexpr struct {
    std::string_view name;
    int number;
  } kNames[] = {{"ENOENT", ENOENT}, {"EISDIR", EISDIR},
                {"EACCES", EACCES}, {"ENOTDIR", ENOTDIR},
                {"EPERM", EPERM},   {"EROFS", EROFS},
                {"ENOSPC", ENOSPC}, {"EMFILE", EMFILE},
                {"ELOOP", ELOOP},   {"ENAMETOOLONG", ENAMETOOLONG}};
  for (const auto& [name, number] : kNames) {
    if (name == text) return std::strerror(number);
  }
  return text;
}

}  // namespace

std::string read_file(const std::string& path, std::vector<std::byte>& bytes) {
  bytes.clear();
  const double count = telar_file_read(path.c_str());
  if (count < 0) return failure();
  bytes.resize(static_cast<std::size_t>(count));
  telar_file_take(bytes.data());
  return {};
}

std::string write_file(const std::string& path, std::span<const std::byte> bytes, WriteMode mode) {
  const auto count = static_cast<std::uint32_t>(bytes.size());
  if (telar_file_write(path.c_str(), bytes.data(), count, mode == WriteMode::append) < 0)
    return failure();
  return {};
}

}  // namespace telar
