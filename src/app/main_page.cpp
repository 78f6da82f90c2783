// The page: the window on a canvas, in WebAssembly. A process's Worker enters here too and becomes
// a child.
#include "app/window/window_app.hpp"
#include "platform/process.hpp"
#include "runtime/multiprocessing.hpp"

int main(int argc, char** argv) {
  return telar::run_page(
      argc, argv, [] { telar::open_window(); }, telar::multiprocessing::child_main);
}
