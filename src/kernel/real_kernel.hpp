// RealKernel: a strand is an OS thread, time is the monotonic clock. An operation really blocks the
// thread it is called on: under the object's mutex, wait until enabled, perform, wake those it may
// have enabled.
#pragma once
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "kernel/kernel.hpp"
#include "kernel/operation.hpp"
#include "kernel/shared_object.hpp"
#include "kernel/strand.hpp"

namespace telar {

class RealKernel final : public Kernel {
 public:
  // `epoch`: when the run began, on monotonic_now()'s clock; the same in all its processes.
  explicit RealKernel(Nanos epoch);
  ~RealKernel() override;  // stops and joins whatever still runs

  Nanos epoch() const { return epoch_; }
  Nanos now() const override;
  Nanos deadline_in(Nanos duration) const override { return after(now(), duration); }
  void start(std::shared_ptr<Strand> strand, Strand& starter) override;
  std::shared_ptr<Segment> segment() override { return segment_; }
  void start_process(ProcessId id) override;
  void end_process(ProcessId id, int signal) override;
  void burn(Strand& strand, Nanos work) override;
  void stop() override;
  bool stopping() const { return stopping_.load(std::memory_order_relaxed); }
  RealKernel* real() override { return this; }
  // For processes: the segment is known once a run is set up.
  void attach(std::shared_ptr<class Segment> segment) { segment_ = std::move(segment); }

  // Runs a process's main strand on the calling thread: its body, then, as Python does, waits for
  // the threads that are no daemons, then stops and joins the rest.
  void run_main(std::shared_ptr<Strand> strand);
  // Waits for the OS thread of a finished strand to be gone.
  void join(Strand& strand);

  // Blocks the calling thread, which is the strand's, until the operation is enabled, then performs
  // it; or until its deadline has passed, then expires it; or until the strand is asked to stop,
  // then does neither.
  template <Operation Op>
  void execute(Strand& strand, Op& operation) {
    auto& object = operation.object();
    if constexpr (std::is_base_of_v<SharedObject, std::remove_cvref_t<decltype(object)>>) {
      execute_shared(strand, object, &operation, kTableOf<Op>, deadline_of(operation), Op::kSide);
    } else {
      std::unique_lock lock(object.mutex());
      if (strand.stop_requested()) [[unlikely]]
        return;
      if constexpr (kIsGuarded<Op>) {
        if (!operation.enabled(strand)) {
          switch (wait(strand, object, &operation, kTableOf<Op>, deadline_of(operation), lock)) {
            case Waited::stopped:
              return;
            case Waited::expired:
              if constexpr (kHasDeadline<Op>) operation.expire(strand);
              return;
            case Waited::enabled:
              break;
          }
        }
      }
      perform(strand, object, operation, lock);
    }
  }

  // Performs an operation that is always enabled, on an object of this process; whether the strand
  // is to stop or not.
  template <Operation Op>
  void perform_now(Strand& strand, Op& operation) {
    auto& object = operation.object();
    std::unique_lock lock(object.mutex());
    perform(strand, object, operation, lock);
  }

 private:
  friend class Strand;
  enum class Waited : unsigned char { enabled, expired, stopped };
  template <class Op>
  void perform(Strand& strand, Object& object, Op& operation, std::unique_lock<std::mutex>& lock) {
    operation.perform(strand);
    if constexpr (Op::kWakes != Wakes::none) {
      if (!object.has_waiters()) return;
      if constexpr (Op::kWakes == Wakes::all) return wake_all(object);
      Parker* const parker = choose_waiter(object);
      lock.unlock();  // or who is woken would wait for it
      if (parker) unpark(*parker);
    }
  }
  Waited wait(Strand& strand, Object& object, void* operation, const OperationTable& table,
              Nanos deadline, std::unique_lock<std::mutex>& lock);
  void execute_shared(Strand& strand, SharedObject& object, void* operation,
                      const OperationTable& table, Nanos deadline, SharedObject::Side side);
  // The first waiter that is enabled and does not know it yet / all of them, woken. Under the
  // object's mutex.
  static Parker* choose_waiter(Object& object);
  static void wake_all(Object& object);
  static void unpark(Parker& parker);
  void request_stop(Strand& strand);
  bool add(std::shared_ptr<Strand> strand, Strand* starter);  // false: its starter is being stopped
  void finished(Strand& strand);
  void run(Strand& strand);
  void forget(Strand& strand);

  const Nanos epoch_;
  std::shared_ptr<Segment> segment_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;                              // guards the four below
  std::vector<std::shared_ptr<Strand>> strands_;  // not yet joined
  // The unfinished strands that each strand has started, if any. A strand is stopped after those it
  // started, since they may use what lies in its body's frames.
  std::unordered_map<StrandId, std::vector<Strand*>> started_by_;
  std::deque<Parker> parkers_;
  std::vector<Parker*> free_parkers_;
  std::atomic<std::uint32_t> working_{
      0};  // unfinished strands that are no daemons, but for the main one
};

}  // namespace telar
