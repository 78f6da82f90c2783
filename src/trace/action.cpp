#include "trace/action.hpp"

namespace telar {

std::string place_text(const Action& action) {
  if (action.line == 0 || action.file.empty()) return {};
  std::string_view file = action.file;
  if (const auto slash = file.rfind('/'); slash != std::string_view::npos)
    file.remove_prefix(slash + 1);
  return std::string(file) + ":" + std::to_string(action.line);
}

}  // namespace telar
