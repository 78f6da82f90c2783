// Ctrl-C and polite requests to end, for a command that wants to stop its run and still say how far
// it came.
#pragma once
#include <atomic>

namespace telar {

// Becomes true at the first SIGINT or SIGTERM after the first call (before it, they end the process
// as usual); the second one ends the process as usual. Main process only. Any thread. In a browser
// it stays false.
std::atomic<bool>& interrupted();

}  // namespace telar
