#include "report/found.hpp"

namespace telar {

std::string Found::text() const {
  std::string text = bad() ? error : output;
  if (bad() && !output.empty()) text += "\n" + output;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (!state.empty()) text += (text.empty() ? "" : "\n") + state;
  return text;
}

std::string_view coverage_name(Coverage coverage) {
  switch (coverage) {
    case Coverage::every_schedule:
      return "every-schedule";
    case Coverage::every_order:
      return "every-order";
    case Coverage::sample:
      return "sample";
  }
  return {};
}

}  // namespace telar
