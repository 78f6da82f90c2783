// The page: the window on a canvas, in WebAssembly. A process's Worker enters here too and becomes
// a child.
#include <cstdlib>

#include "app/child_main.hpp"
#include "app/window/window_app.hpp"
#include "platform/process.hpp"

int main(int argc, char** argv) {
  const auto start = [] {
    // The page tells whoever looks at it that the program has failed.
    if (telar::open_window() != 0) std::abort();
  };
  return telar::run_page(argc, argv, start, telar::child_main);
}
