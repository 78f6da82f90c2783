// Run: one execution of a program on the real kernel, seen from outside: started, polled, stopped,
// and its outcome. The thread that owns it (the page's UI thread, the command line's main thread)
// never blocks in it, but for wait().
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/process_context.hpp"
#include "kernel/real/real_kernel.hpp"
#include "kernel/segment.hpp"
#include "kernel/task.hpp"
#include "report/outcome.hpp"
#include "trace/packet.hpp"
#include "trace/store.hpp"

namespace telar {

class Run {
 public:
  struct Options {
    RunSettings settings;
    std::string process_name = "MainProcess";
    std::string strand_name = "MainThread";
    bool processes = true;  // whether the program may start processes: needs shared memory
    // What is said of a run that failed; nothing if nobody says it. "ValueError: no" of an
    // exception that ended the main strand: the runtime's.
    std::function<std::string(std::exception_ptr)> describe;
    // Of a run that could not begin, since there is no shared memory, or (none) no thread.
    std::function<std::string(NoSharedMemory)> describe_refusal;
    std::function<void(Strand&, std::exception_ptr)> report_error;
  };
  // Begins at once: the body runs on a thread of its own. If the platform cannot (no shared memory,
  // no threads), the run has failed, and is over when it is polled.
  Run(std::function<Task<>()> body, Options options);
  // Stops what still runs and waits for it.
  ~Run();

  // Appends what has happened since to the store; returns whether there was anything. Call it a few
  // times a second at least while the run lives, and until over().
  bool poll(Store& store);
  // Asks every strand of every process to unwind; processes that do not within a second are killed.
  // Any thread.
  void stop();
  // All processes have ended, and their events were polled.
  bool over() const { return over_; }
  Outcome outcome() const { return outcome_; }
  const std::string& error() const { return error_; }  // when failed
  Nanos now() const { return kernel_.now(); }
  Nanos elapsed() const { return elapsed_ == kNever ? now() : elapsed_; }

  // Sleeps until something was printed, the main strand ended, or the deadline. Not for a UI
  // thread.
  void wait(Nanos deadline);

 private:
  struct Child {
    PacketReader reader;
    bool end_seen = false, read = false;
  };
  void record_main(EventKind kind, std::uint16_t detail, std::uint64_t a, std::uint64_t b,
                   std::string_view text);
  void refuse(NoSharedMemory why);
  bool poll_children();
  void flush();

  static constexpr std::size_t kMostBacklog = 500'000;  // events: 16 MB

  Options options_;
  RealKernel kernel_;
  std::shared_ptr<Segment> segment_;
  std::unique_ptr<ProcessContext> process_;
  // What the main strand's thread touches last. It is never joined, since a UI thread may not: it
  // keeps this alive.
  struct MainThread {
    std::exception_ptr error;  // valid once it has returned
    std::atomic<Nanos> ended_at{kNever};
    std::atomic<bool> returned{false};
    std::atomic<std::uint32_t> activity{0};  // bumped when there is something to poll
    void bump();
  };
  std::shared_ptr<MainThread> main_ = std::make_shared<MainThread>();
  std::atomic<bool> stop_asked_{false};
  Nanos elapsed_ = kNever;
  std::atomic<Nanos> stop_asked_at_{kNever};
  bool over_ = false;
  Outcome outcome_ = Outcome::running;
  bool refused_ = false;  // it could not begin
  std::string error_;
  std::mutex backlog_mutex_;
  std::vector<Event> backlog_;  // drained, not yet polled
  std::vector<Event> polled_;
  std::vector<Child> children_;  // by process id; [0] unused
};

}  // namespace telar
