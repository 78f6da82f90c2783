// RealRun: a program on the real kernel, as it is shown.
#pragma once
#include <string>

#include "app/shown_run.hpp"
#include "base/language.hpp"
#include "kernel/real/run.hpp"
#include "platform/shared_memory.hpp"
#include "program/program.hpp"

namespace telar {

// One line on why a run could not begin: there is no shared memory, or (none) no thread.
std::string refusal_text(NoSharedMemory why, Language language);

class RealRun final : public ShownRun {
 public:
  // Starts it. `processes`: whether the platform can have them; else they fail to start. The
  // parameters are copied.
  RealRun(const Program& program, const Parameters& parameters, Language language, bool processes);

  bool poll() override;
  void stop() override { run_.stop(); }
  void wait(Nanos deadline) override { run_.wait(deadline); }
  bool live() const override { return !run_.over(); }
  Outcome outcome() const override { return run_.outcome(); }
  std::string error() const override { return run_.error(); }
  Nanos elapsed() const override { return run_.elapsed(); }
  Nanos duration() const override { return run_.elapsed(); }
  int cores() const override;

 private:
  Run run_;
};

}  // namespace telar
