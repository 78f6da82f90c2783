// VirtualLog: what an execution on the virtual kernel leaves behind: its events (if they are
// recorded), all that was written, the values of the shared variables at their ends.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/virtual/virtual_strand.hpp"
#include "report/race.hpp"
#include "trace/event.hpp"
#include "trace/recorder.hpp"

namespace telar {

class VirtualLog {
 public:
  explicit VirtualLog(bool records);
  // What was recorded before is another execution's.
  void begin();

  // Null if events are not recorded.
  Recorder* recorder() const { return recorder_.get(); }
  void record(const Event& event, std::string_view text = {}) {
    if (recorder_) recorder_->record(event, text);
  }
  // Moves what the ring holds to where there is room.
  void drain() {
    if (recorder_) recorder_->drain(events_);
  }
  // Appends the events since the last call.
  void take_events(std::vector<Event>& out);

  // The strand's state, for the timeline.
  void show(VirtualStrand& s, State state, ObjectId object = 0, Nanos deadline = kNever);
  // It has come to stand before an operation.
  void show_stand(VirtualStrand& s);
  // It waits in what it stands before, or sleeps.
  void show_waiting(VirtualStrand& s);
  // It is part of a deadlock: it waits in what it stands before, for `holder` to act if that is one
  // strand.
  void show_stuck(VirtualStrand& s, std::optional<StrandId> holder);
  // It has made the second access of a race.
  void show_race(VirtualStrand& s, Object& variable, const Race& race);
  // Another strand (`last`, null at the first step) made the step before this one's.
  void show_switch(VirtualStrand* last, VirtualStrand& to);

  void note_write(std::string_view text) { output_ += text; }
  void note_final(const std::string& name, const std::string& value);
  const std::string& output() const { return output_; }
  const std::string& final_state() const { return final_state_; }

 private:
  std::unique_ptr<Recorder> recorder_;
  std::vector<Event> events_;
  std::string output_, final_state_;
};

}  // namespace telar
