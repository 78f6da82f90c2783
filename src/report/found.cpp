#include "report/found.hpp"

namespace telar {

std::string Found::text() const {
  std::string text = bad() ? error : output;
  if (bad() && !output.empty()) text += "\n" + output;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (!state.empty()) text += (text.empty() ? "" : "\n") + state;
  return text;
}

}  // namespace telar
