// Store: the merged, queryable trace of one run. All that the UI, the metrics and the exports read. One thread owns it
// (the UI's or the command line's): not thread-safe. Grows with the trace only; an unknown or senseless event (a
// fuzzed file) is counted in `rejected` and otherwise ignored.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trace/event.hpp"

namespace telar {

// A stretch of one state. `end` is kNever while it lasts.
struct Span {
  Nanos begin, end;
  State state;
  ObjectId object;  // blocked on; 0 if none
};

// One row of the timeline: a thread or a task. Spans are in order and do not overlap.
struct Lane {
  enum class Kind : unsigned char { thread, task };
  Kind kind;
  ProcessId process;
  StrandId strand;      // the thread, or the thread whose loop runs the task
  TaskId task = 0;      // 0 for a thread
  std::string name;
  Nanos begin = 0, end = kNever;  // end: kNever while alive
  std::vector<Span> spans;
  std::vector<Nanos> gaps;        // where events of it were lost
};

struct ProcessInfo {
  ProcessId id;
  ProcessId parent;
  std::string name;
  std::int64_t os_id = 0;
  Nanos begin = 0, end = kNever;
  bool ended = false;
  std::int32_t exitcode = 0;       // meaningful once ended
  std::vector<std::uint32_t> lanes;  // indices into lanes(), in display order: each thread, then its tasks
};

// What one write printed. Python's print is two of these: the text, then the newline.
struct Write {
  Nanos time;
  StrandId strand;
  TaskId task;
  std::string text;
};

// One line of the console as a person sees it: pieces of the writes that made it, in order.
struct ConsoleLine {
  struct Piece {
    std::uint32_t write;               // index into writes()
    std::uint32_t begin, length;       // which bytes of it
  };
  std::vector<Piece> pieces;
};

// Something that happened at a moment, for markers and tooltips (acquire, put, signal, send …).
struct Mark {
  Nanos time;
  EventKind kind;
  ObjectId object;
  std::uint64_t value;
  std::uint32_t lane;
};

struct ObjectInfo {
  ObjectKind kind = ObjectKind::none;
  std::string name;  // "queue 3" if nothing better is known
};

class Store {
 public:
  void append(std::span<const Event> events);
  void clear();

  const std::deque<ProcessInfo>& processes() const { return processes_; }  // by id
  const std::deque<Lane>& lanes() const { return lanes_; }                 // in order of appearance
  const std::deque<Write>& writes() const { return writes_; }              // in order of time
  const std::deque<ConsoleLine>& console() const { return console_; }
  const std::deque<Mark>& marks() const { return marks_; }
  const ObjectInfo* object(ProcessId process, ObjectId object) const;       // null if never named
  const std::vector<Event>& events() const { return events_; }             // all, in order of arrival
  // All events in order of time (ties: strand, then order within the strand): what text and golden exports print.
  std::vector<Event> sorted_events() const;

  Nanos end() const { return end_; }            // time of the latest event
  std::uint64_t dropped() const { return dropped_; }
  std::uint64_t rejected() const { return rejected_; }
  std::uint64_t revision() const { return revision_; }  // changes whenever anything above does

 private:
  // (the implementer's)
  std::deque<ProcessInfo> processes_;
  std::deque<Lane> lanes_;
  std::deque<Write> writes_;
  std::deque<ConsoleLine> console_;
  std::deque<Mark> marks_;
  std::vector<Event> events_;
  Nanos end_ = 0;
  std::uint64_t dropped_ = 0, rejected_ = 0, revision_ = 0;
};

}  // namespace telar
