// The command `telar` under Node (and its child processes): no window.
#include "app/child_main.hpp"
#include "app/command_line.hpp"
#include "platform/process.hpp"

int main(int argc, char** argv) {
  return telar::run_program(argc, argv, telar::command_line, telar::child_main);
}
