// ExploreView: the search over a program's schedules in the UI's words. It works in slices of a
// frame, on the UI thread.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "explore/explorer.hpp"
#include "model/state.hpp"
#include "program/program.hpp"

namespace telar {

class ExploreView {
 public:
  void begin(const Program& program, const Parameters& parameters, Language language, int cores);
  // Goes on for a slice and writes what was found to the state; whether that has changed.
  bool update(Exploration& shown);
  void stop();
  bool busy() const { return explorer_ && !explorer_->over(); }

  // What was explored.
  const Program& program() const { return *program_; }
  const Parameters& parameters() const { return *parameters_; }
  int cores() const { return cores_; }

 private:
  void show(Exploration& shown);

  // To write one, the execution is made once more: each is written once.
  struct Written {
    std::vector<std::uint32_t> choices;
    std::string text;
  };
  const std::string& schedule_text(const std::vector<std::uint32_t>& choices);

  std::unique_ptr<Explorer> explorer_;
  std::optional<Program> program_;
  std::optional<Parameters> parameters_;
  int cores_ = 1;
  std::uint64_t number_ = 0;  // of searches begun
  Nanos shown_at_ = 0;
  std::vector<Written> schedules_;
  bool unseen_ = false;  // it has begun or ended since it was shown
};

}  // namespace telar
