#include <cerrno>
#include <cstring>

#include "platform/file.hpp"

namespace telar {

FileError FileError::of(int number) {
  switch (number) {
    case ENOENT:
      return {Kind::missing, {}};
    case EISDIR:
      return {Kind::is_a_directory, {}};
    case ENOTDIR:
      return {Kind::not_a_directory, {}};
    case EACCES:
      return {Kind::no_permission, {}};
    case EPERM:
      return {Kind::not_permitted, {}};
    case ENOSPC:
      return {Kind::no_space, {}};
    case EROFS:
      return {Kind::read_only, {}};
    default:
      return {Kind::other, std::strerror(number)};
  }
}

}  // namespace telar
