// The native program `telar` (and its child processes): a command, or the window if there are no
// words.
#include "app/child_main.hpp"
#include "app/command_line.hpp"
#include "app/window/window_app.hpp"
#include "platform/process.hpp"

int main(int argc, char** argv) {
  const auto body = [](int argc, char** argv) {
    return argc > 1 ? telar::command_line(argc, argv) : telar::open_window();
  };
  return telar::run_program(argc, argv, body, telar::child_main);
}
