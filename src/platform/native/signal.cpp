#include "platform/signal.hpp"

#include <signal.h>

namespace telar {
namespace {

std::atomic<bool> flag{false};
static_assert(std::atomic<bool>::is_always_lock_free);

}  // namespace

std::atomic<bool>& interrupted() {
  static const bool installed = [] {
    struct sigaction action = {};
    action.sa_handler = [](int) { flag = true; };
    // The second one does what it always does.
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    return true;
  }();
  (void)installed;
  return flag;
}

}  // namespace telar
