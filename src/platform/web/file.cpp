#include "platform/file.hpp"

#include <cerrno>
#include <string_view>

#include "platform/web/javascript.hpp"

namespace telar {
namespace {

FileError failure() {
  char text[200];
  telar_file_error(text, sizeof text);
  const std::string_view name = text;
  if (name == "NO_FILES") return {FileError::Kind::no_files, {}};
  // Node names errors as C does.
  static constexpr struct {
    std::string_view name;
    int number;
  } kNames[] = {{"ENOENT", ENOENT}, {"EISDIR", EISDIR},
                {"EACCES", EACCES}, {"ENOTDIR", ENOTDIR},
                {"EPERM", EPERM},   {"EROFS", EROFS},
                {"ENOSPC", ENOSPC}, {"EMFILE", EMFILE},
                {"ELOOP", ELOOP},   {"ENAMETOOLONG", ENAMETOOLONG}};
  for (const auto& known : kNames) {
    if (known.name == name) return FileError::of(known.number);
  }
  return {FileError::Kind::other, text};
}

}  // namespace

FileError read_file(const std::string& path, std::vector<std::byte>& bytes) {
  bytes.clear();
  const double count = telar_file_read(path.c_str());
  if (count < 0) return failure();
  bytes.resize(static_cast<std::size_t>(count));
  telar_file_take(bytes.data());
  return {};
}

FileError write_file(const std::string& path, std::span<const std::byte> bytes, WriteMode mode) {
  const auto count = static_cast<std::uint32_t>(bytes.size());
  if (telar_file_write(path.c_str(), bytes.data(), count, mode == WriteMode::append) < 0)
    return failure();
  return {};
}

}  // namespace telar
