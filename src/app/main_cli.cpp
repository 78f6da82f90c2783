// The command `telar` under Node (and its child processes): no window.
#include "app/command_line.hpp"
#include "platform/process.hpp"
#include "runtime/multiprocessing.hpp"

int main(int argc, char** argv) {
  return telar::run_program(argc, argv, telar::command_line, telar::multiprocessing::child_main);
}
