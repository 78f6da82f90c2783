// Store: the merged, queryable trace of one run. All that the UI, the metrics and the exports read.
// One thread owns it (the UI's or the command line's): not thread-safe. Grows with the trace only;
// an unknown or senseless event (a fuzzed file) is counted in `rejected` and otherwise ignored.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trace/action.hpp"
#include "trace/event.hpp"

namespace telar {

// A stretch of one state. `end` is kNever while it lasts.
struct Span {
  Nanos begin, end;
  State state;
  ObjectId object;  // blocked on; 0 if none
};

// Where a strand stood: before one operation, until it came to stand before the next. Indices into
// events().
struct Stand {
  static constexpr std::uint32_t kNotTold = 0xffffffff;
  std::uint32_t event;           // its `stands` event
  std::uint32_t did = kNotTold;  // the event that says what came of it, if one does
};

// One row of the timeline: a thread or a task. Spans are in order and do not overlap.
struct Lane {
  enum class Kind : unsigned char { thread, task };
  Kind kind;
  ProcessId process;
  StrandId strand;  // the thread, or the thread whose loop runs the task
  TaskId task = 0;  // 0 for a thread
  // A thread: the StrandId that started it, its own if nobody did or it is unknown. A task: the
  // TaskId that created it, or 0.
  std::uint32_t parent = 0;
  std::uint32_t event = 0;        // its first one, as an index into events()
  std::string name;               // "Thread 3", "Task 3" if its start was lost
  Nanos begin = 0, end = kNever;  // end: kNever while alive
  // A task that has waited for several others at once: it is no work of its own.
  bool gathers = false;
  bool finished = false;  // it ended by itself; else its end is that of its process or of the run
  std::vector<Span> spans{};
  // What was done here, for markers and tooltips: the operations' events but stands and write, as
  // indices into events(), in order of time.
  std::vector<std::uint32_t> marks{};
  std::vector<Stand> stands{};  // of a thread in virtual time, in order of time
  std::vector<Nanos> gaps{};    // where events of it were lost
};

struct ProcessInfo {
  ProcessId id = 0;
  ProcessId parent = 0;
  // False: nothing of it has arrived yet, only of a process with a larger id. Not to be shown.
  bool known = false;
  std::string name;  // "Process 3" until its start has arrived
  std::int64_t os_id = 0;
  Nanos begin = 0, end = kNever;
  bool ended = false;
  std::int32_t exitcode = 0;               // meaningful once ended
  std::uint32_t event = 0, end_event = 0;  // its first and its end, as indices into events()
  std::vector<std::string> sources{};      // by file number; "" if not told
  // Indices into lanes(), in display order: each thread, then its tasks.
  std::vector<std::uint32_t> lanes{};
};

// What one write printed. Python's print is two of these: the text, then the newline.
struct Write {
  Nanos time;
  StrandId strand;
  TaskId task;  // the one that the strand was running; 0 if none
  std::string text;
  std::uint32_t event = 0;  // as an index into events()
};

// One line of the console as a person sees it: pieces of the writes that made it, in order. The
// newline is in no piece.
struct ConsoleLine {
  struct Piece {
    std::uint32_t write;          // index into writes()
    std::uint32_t begin, length;  // which bytes of it
  };
  static constexpr std::uint32_t kOpen = 0xffffffff;
  std::vector<Piece> pieces;  // none if the line is empty
  // The write whose newline ended it; kOpen: the last line, not ended yet.
  std::uint32_t ended_by = kOpen;
};

// A call handed to a pool. Each time is kNever until it is known.
struct Job {
  std::uint32_t id;   // numbered within the owner
  ProcessId owner;    // the process that has the pool
  ObjectId pool = 0;  // of the owner's objects
  Nanos submitted = kNever, begun = kNever, ended = kNever;
  StrandId worker = 0;  // who runs it, once begun
  bool raised = false;
};

// How a run ended, as the trace tells it.
struct RunEnd {
  Outcome outcome = Outcome::running;
  Nanos elapsed = 0;
  std::string error;  // when failed
};

struct ObjectInfo {
  ObjectKind kind = ObjectKind::none;
  std::string name;  // "queue 3" if nothing better is known
};

class Store {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  // Events as they come: a drained ring or a packet at a time, each ring's in its order; rings and
  // processes may overlap in time. An event and its text come in one call.
  void append(std::span<const Event> events);
  // The run is over (or the file is), and has lasted so long: what is still open ends then or at
  // the latest event, or with its process. append() may still follow, for what arrives late.
  void finish(Nanos time);
  void clear();

  const std::deque<ProcessInfo>& processes() const { return processes_; }  // by id
  const std::deque<Lane>& lanes() const { return lanes_; }                 // in order of appearance
  const std::deque<Write>& writes() const {
    return writes_;
  }  // in order of time (ties: of arrival)
  const std::deque<ConsoleLine>& console() const { return console_; }
  const std::deque<Job>& jobs() const { return jobs_; }                // in order of appearance
  const ObjectInfo* object(ProcessId process, ObjectId object) const;  // null if never named
  const std::vector<Event>& events() const { return events_; }  // all accepted, in order of arrival
  // All events in order of time (ties: of arrival): what text and golden exports print. An event's
  // text follows it.
  std::vector<Event> sorted_events() const;

  // Indices into lanes(), or kNone.
  std::uint32_t lane_of(StrandId strand) const;
  std::uint32_t lane_of_task(ProcessId process, TaskId task) const;

  // --- what strands did, and where they stood

  // What an operation's event tells, with names. The views hold until the next append().
  Action action_of(const Event& event) const;
  // What it stands before; once that has happened and the trace tells what came of it, what it did
  // (a load's value, the item that was got).
  Action action_of(const Stand& stand) const;
  // The index in lane.stands of where it stood then; kNone before its first, and once it has
  // finished.
  std::uint32_t stand_at(const Lane& lane, Nanos time) const;
  Nanos time_of(const Stand& stand) const { return events_[stand.event].time; }

  // What the trace itself tells of its run: null / empty if it does not.
  const RunEnd* run_end() const { return run_end_ ? &*run_end_ : nullptr; }
  const std::string& schedule() const { return schedule_; }

  Nanos end() const { return end_; }  // time of the latest event, or of finish()
  // What finish() was told: in virtual time the last steps' ticks come after it. Without finish(),
  // end().
  Nanos elapsed() const { return elapsed_.value_or(end_); }
  bool finished() const;  // finish() was called, or process 0 has ended
  std::uint64_t dropped() const { return dropped_; }
  std::uint64_t rejected() const { return rejected_; }
  std::uint64_t revision() const { return revision_; }  // changes whenever anything above does

 private:
  struct StrandIndex {
    std::uint32_t lane;
    std::uint32_t running_task_lane;  // kNone if its loop runs none
  };
  // Of what has a number of its own in each process: a task, a job, an object.
  static constexpr std::uint64_t key(ProcessId process, std::uint64_t id) {
    return std::uint64_t{process} << 32 | id;
  }

  bool accept(const Event& event, std::span<const Event> text);  // false: senseless, nothing done
  // Of the event that is being accepted, in events().
  std::uint32_t next_event() const { return static_cast<std::uint32_t>(events_.size()); }
  bool accept_process(const Event& event, std::span<const Event> text);
  bool accept_strand(const Event& event, std::span<const Event> text);
  bool accept_strand_state(const Event& event);
  bool accept_state(std::uint32_t lane, const Event& event, ObjectId object);
  bool accept_object(const Event& event, std::span<const Event> text);
  bool accept_operation(const Event& event);
  bool accept_write(const Event& event, std::span<const Event> text);
  bool accept_source(const Event& event, std::span<const Event> text);
  bool accept_run_end(const Event& event, std::span<const Event> text);
  bool accept_task(const Event& event, std::span<const Event> text);
  bool accept_job(const Event& event);
  bool accept_race(const Event& event);
  bool accept_stuck(const Event& event);
  ProcessInfo& process(ProcessId id, Nanos time);
  StrandIndex& strand(StrandId id, Nanos time);
  std::uint32_t task(const Event& event);
  std::uint32_t add_lane(Lane lane);
  Nanos open_end(const Lane& lane, Nanos time) const;
  void close_lanes(ProcessInfo& process, Nanos time);
  void merge_writes();
  void derive_console(std::size_t first_write);

  std::deque<ProcessInfo> processes_;
  std::deque<Lane> lanes_;
  std::deque<Write> writes_;
  std::deque<ConsoleLine> console_;
  std::deque<Job> jobs_;
  std::vector<Event> events_;
  std::unordered_map<StrandId, StrandIndex> strands_;
  std::unordered_map<std::uint64_t, std::uint32_t> tasks_;      // process and task -> lane
  std::unordered_map<std::uint64_t, std::uint32_t> job_index_;  // owner and id -> job
  std::unordered_map<std::uint64_t, ObjectInfo> objects_;       // process and object
  std::vector<Write> new_writes_;                               // of the append() under way
  std::optional<RunEnd> run_end_;
  std::string schedule_;
  std::optional<Nanos> finish_, elapsed_;
  Nanos end_ = 0;
  std::uint64_t dropped_ = 0, rejected_ = 0, revision_ = 0;
};

}  // namespace telar
