// The page: the window on a canvas, in WebAssembly. A process's Worker enters here too and becomes
// a child.
#include "app/child_main.hpp"
#include "app/window/window_app.hpp"
#include "platform/process.hpp"

int main(int argc, char** argv) {
  return telar::run_page(argc, argv, [] { telar::open_window(); }, telar::child_main);
}
