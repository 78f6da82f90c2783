// Segment: what lies where in the SharedMemory of a run: the run's beginning, a Stop word, the
// table of processes and a small heap for what they share (start messages, event pipes, queues).
// Every process of the run has one, over the same memory. All calls: any thread of any process;
// those marked (*) take the heap's lock and so are not for the browser's UI thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "platform/pipe.hpp"
#include "platform/process.hpp"
#include "platform/shared_memory.hpp"

namespace telar {

class Segment {
 public:
  // Entries of the process table; a run never starts more (ids are not reused).
  static constexpr std::uint32_t kMostProcesses = 2048;
  static constexpr std::size_t kEventPipeBytes = 64 * 1024;
  // What a run with processes asks of the platform; only pages that are touched cost.
  static constexpr std::size_t kBytes = 16u << 20;

  // Lays out fresh (zeroed) memory.
  Segment(std::shared_ptr<SharedMemory> memory, Nanos epoch);
  // Finds what a parent laid out.
  explicit Segment(std::shared_ptr<SharedMemory> memory);

  SharedMemory& memory() const { return *memory_; }
  Nanos epoch() const;  // when the run began, on monotonic_now()'s clock

  // (*) The heap. 0 if there is no room. `release` takes what `allocate` gave.
  Offset allocate(std::size_t bytes);
  void release(Offset block);

  // Stop, for the whole run: each process's host thread looks at it.
  void request_stop();
  bool stop_requested() const;

  // --- processes. Entry 0 is the main process.
  // (*) Adds a process in state `starting`, with its start message and an event pipe. nullopt: no
  // room, or too many.
  std::optional<ProcessId> add_process(ProcessId parent, std::span<const std::byte> message);
  std::uint32_t process_count() const;  // ever added, the main one included
  Offset status_of(ProcessId id) const;
  ProcessState state_of(ProcessId id) const;
  std::int32_t exit_code_of(ProcessId id) const;
  std::uint32_t os_id_of(ProcessId id) const;
  ProcessId parent_of(ProcessId id) const;
  std::vector<std::byte> start_message_of(ProcessId id) const;
  // The pipe of its events; nullopt once it was given back.
  std::optional<Pipe> event_pipe_of(ProcessId id) const;
  // Says that an ended process's events are all read: its blocks may be used again.
  void give_back(ProcessId id);
  // The virtual kernel says it in the platform's stead.
  void set_running(ProcessId id);
  void set_ended(ProcessId id, std::int32_t exit_code);
  // Whether anything was ever put into it; and as it was made, for the next execution.
  bool is_used() const;
  void begin_again();
  // Ends every living child of this process; theirs end with them.
  void end_all(int signal);

  // Rounds of work per millisecond, 0 if nobody has measured; offers a measurement, returns the one
  // that counts.
  std::uint32_t work_rate() const;
  std::uint32_t offer_work_rate(std::uint32_t rate);

  // Where the words of a process's end are, for those who wait for it: its state is what the
  // platform changes and notifies.
  struct EndWords {
    Offset lock, state, waiters;
  };
  EndWords end_words_of(ProcessId id) const;

  // A lock in this memory. Taken by this process; the lock of a process that has ended is taken
  // over.
  void lock_word(Offset word) const;
  void unlock_word(Offset word) const;

 private:
  void lay_out(Nanos epoch);
  Offset entry(ProcessId id, std::size_t field) const;
  void release_locked(Offset block);
  std::shared_ptr<SharedMemory> memory_;
};

}  // namespace telar
