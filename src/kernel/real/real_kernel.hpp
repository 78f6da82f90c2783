// RealKernel: a strand is an OS thread, time is the monotonic clock. An operation really blocks the
// thread it is called on: under the object's mutex, wait until it may happen, perform, wake those
// it may have enabled.
#pragma once
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/kernel.hpp"
#include "kernel/operation.hpp"
#include "kernel/real/real_strand.hpp"
#include "kernel/shared_object.hpp"

namespace telar {

class RealKernel final : public Kernel {
 public:
  // `epoch`: when the run began, on monotonic_now()'s clock; the same in all its processes.
  explicit RealKernel(Nanos epoch);
  ~RealKernel() override;  // stops and joins whatever still runs

  Nanos epoch() const { return epoch_; }
  Nanos now() const override;
  Nanos deadline_in(Nanos duration) const override { return after(now(), duration); }
  // Blocks the calling thread, which is the strand's, until the operation has been performed, or
  // its deadline has passed, or the strand is asked to stop.
  bool execute(Strand& strand, Pending& pending) override;
  void execute_now(Strand& strand, Pending& pending) override;
  bool turns_are_steps() const override { return false; }
  std::shared_ptr<Strand> make_strand(ProcessContext& process, std::string name, Body body,
                                      bool daemon) override;
  void start(std::shared_ptr<Strand> strand, Strand& starter) override;
  void join(Strand& strand) override;
  void stop() override;
  bool take_core(Strand& strand, Nanos work) override;
  void give_core(Strand&) override {}
  bool is_wanted(Strand&, Object& interpreter_lock) override {
    return interpreter_lock.has_waiters();
  }
  std::shared_ptr<Segment> segment() override { return segment_; }
  SharedObjects& shared_objects() override { return shared_objects_; }
  void start_process(ProcessId id) override;
  void end_process(ProcessId id, int signal) override;

  bool stopping() const { return stopping_.load(std::memory_order_relaxed); }
  // For processes: the segment is known once a run is set up.
  void attach(std::shared_ptr<Segment> segment) { segment_ = std::move(segment); }
  // Runs a process's main strand on the calling thread: its body, then, as Python does, waits for
  // the threads that are no daemons, then stops and joins the rest.
  void run_main(std::shared_ptr<Strand> strand);

 private:
  bool wait(RealStrand& strand, Pending& pending, std::unique_lock<Mutex>& lock);
  void execute_shared(RealStrand& strand, Pending& pending);
  void wake(Object& object, Wakes wakes, std::unique_lock<Mutex>& lock);
  // The first waiter that is enabled and does not know it yet / all of them, woken. Under the
  // object's mutex.
  static Parker* choose_waiter(Object& object);
  static void wake_all(Object& object);
  static void unpark(Parker& parker);
  void request_stop(RealStrand& strand);
  // False: its starter is being stopped.
  bool add(std::shared_ptr<RealStrand> strand, Strand* starter);
  void finished(RealStrand& strand);
  void run(RealStrand& strand);
  void forget(RealStrand& strand);
  void join_all();

  const Nanos epoch_;
  std::shared_ptr<Segment> segment_;
  SharedObjects shared_objects_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;                                  // guards the four below
  std::vector<std::shared_ptr<RealStrand>> strands_;  // not yet joined
  // The unfinished strands that each strand has started, if any. A strand is stopped after those it
  // started, since they may use what lies in its body's frames.
  std::unordered_map<StrandId, std::vector<RealStrand*>> started_by_;
  std::deque<Parker> parkers_;
  std::vector<Parker*> free_parkers_;
  // Unfinished strands that are no daemons, but for the main one.
  std::atomic<std::uint32_t> working_{0};
};

}  // namespace telar
