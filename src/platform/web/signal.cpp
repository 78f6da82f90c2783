#include "platform/signal.hpp"

#include "platform/web/javascript.hpp"

namespace telar {

std::atomic<bool>& interrupted() {
  static std::atomic<bool> flag{false};
  static_assert(sizeof flag == 1);
  static const bool asked = (telar_on_interrupt(&flag), true);
  (void)asked;
  return flag;
}

}  // namespace telar
