// Program: a value. What can be run, whatever it is written in: its description, and the bodies of
// its processes, for either kernel and for real child processes. Sessions, explorations, links and
// children carry one; copies share one immutable state. Any thread may use one.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

#include "base/serialise.hpp"
#include "kernel/task.hpp"
#include "program/description.hpp"
#include "program/parameters.hpp"

namespace telar {

// What a real child process, which is this executable started again, finds its program by: the
// library's name of it, or the text that it is made from again where no library has it. It travels
// in the start message of every child.
struct ProgramReference {
  std::string name;
  std::string text;  // empty: the program is the library's
  auto members() { return std::tie(name, text); }
  Bytes bytes() const;
  static ProgramReference from(const Bytes& bytes);  // SerialiseError
};

// A process's body: may be called again for another execution, and outlives what it was made of.
using ProgramBody = std::function<Task<>()>;

// What makes the bodies: one implementation for each way to write a program.
class ProgramBodies {
 public:
  virtual ~ProgramBodies() = default;
  // The main strand of the main process. Made once for many executions: calling it allocates no
  // more than the program itself does.
  virtual ProgramBody main(const Parameters& parameters) const = 0;
  // What a child process was started for: an entry of the program, and its arguments as bytes. What
  // the program lacks is raised when the body runs.
  virtual ProgramBody child(std::string entry, Bytes arguments) const = 0;
  // What a real child process must be given to make these bodies again; empty if it has them.
  virtual std::string text_for_children() const { return {}; }
};

class Program {
 public:
  Program(ProgramDescription description, std::shared_ptr<const ProgramBodies> bodies);

  const ProgramDescription& description() const { return *description_; }
  const SharedDescription& shared_description() const { return description_; }
  const std::string& name() const { return description_->name; }
  Parameters defaults() const { return Parameters(description_); }
  ProgramReference reference() const;

  // For Run and VirtualKernel::begin: the main process, which at its end waits for its children.
  // The parameters are the program's own (CHECK), and copied.
  ProgramBody body(const Parameters& parameters) const;
  // For a child process, on either kernel. It does not wait for its own children: its caller does.
  ProgramBody child(std::string entry, Bytes arguments) const;

  friend bool operator==(const Program& a, const Program& b) {
    return a.description_ == b.description_;
  }

 private:
  SharedDescription description_;
  std::shared_ptr<const ProgramBodies> bodies_;
};

// A program that was compiled into this executable: a function, and the multiprocessing::Functions
// that its children run, which register themselves. The parameters outlive the coroutine.
using CompiledMain = Task<> (*)(const Parameters& parameters);
Program compiled_program(ProgramDescription description, CompiledMain main);

}  // namespace telar
