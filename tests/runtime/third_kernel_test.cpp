// The kernel is a seam: a program of the runtime runs on a kernel that is neither of the two that
// people use, and that knows nothing but kernel/kernel.hpp and what stands below it.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kernel/kernel.hpp"
#include "kernel/process_context.hpp"
#include "kernel/shared_object.hpp"
#include "kernel/strand.hpp"
#include "kernel/task.hpp"
#include "runtime/asyncio.hpp"
#include "runtime/builtins.hpp"
#include "runtime/queue.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

// First come, first served: each strand runs on until it has to wait, then the next in order of
// creation that need not. When all wait, the clock jumps to the first deadline.
class FifoKernel final : public Kernel {
 public:
  // Runs a program to its end; what it printed.
  std::string run(Body main) {
    ProcessContext process(*this, 0, "MainProcess", RunSettings{Language::en, true});
    start(make_strand(process, "MainThread", std::move(main), false));
    while (run_once() || jump()) continue;
    deadlocked = std::ranges::any_of(strands_, [](auto& s) { return !s->finished(); });
    strands_.clear();
    return std::exchange(output_, {});
  }
  bool deadlocked = false;

  Nanos now() const override { return now_; }
  Nanos deadline_in(Nanos duration) const override { return after(now_, duration); }
  bool execute(Strand& strand, Pending& pending) override {
    if (attempt(strand, pending)) return true;
    auto& s = static_cast<FifoStrand&>(strand);
    pending.object->enqueue(s.waiter_);
    return false;
  }
  void execute_now(Strand& strand, Pending& pending) override {
    pending.table->attempt(pending.operation, strand);
  }
  bool turns_are_steps() const override { return false; }
  std::shared_ptr<Strand> make_strand(ProcessContext& process, std::string name, Body body,
                                      bool daemon) override {
    return std::make_shared<FifoStrand>(process, std::move(name), std::move(body), daemon);
  }
  void start(std::shared_ptr<Strand> strand, Strand&) override { start(std::move(strand)); }
  void join(Strand&) override {}
  void stop() override {}
  bool take_core(Strand&, Nanos work) override {
    now_ += work;  // there is one core, and whoever computes is not interrupted
    return false;
  }
  void give_core(Strand&) override {}
  bool is_wanted(Strand&, Object& interpreter_lock) override {
    return interpreter_lock.has_waiters();
  }
  std::shared_ptr<Segment> segment() override { return nullptr; }  // it has no processes
  SharedObjects& shared_objects() override { return shared_objects_; }
  void start_process(ProcessId) override {}
  void end_process(ProcessId, int) override {}
  void note_write(std::string_view text) override { output_ += text; }

 private:
  struct FifoStrand final : Strand {
    FifoStrand(ProcessContext& process, std::string name, Body body, bool daemon)
        : Strand(process, std::move(name), std::move(body), daemon) {}
    using Strand::body_, Strand::current_, Strand::drive, Strand::finished_, Strand::waiter_;
    Task<> task;
  };

  void start(std::shared_ptr<Strand> strand) {
    strands_.push_back(std::static_pointer_cast<FifoStrand>(std::move(strand)));
  }
  bool attempt(Strand& strand, const Pending& pending) {
    if (pending.table->attempt(pending.operation, strand)) return true;
    if (pending.deadline > now_) return false;
    pending.table->expire(pending.operation, strand);
    return true;
  }
  // Whether anybody went on.
  bool run_once() {
    bool any = false;
    for (std::size_t i = 0; i < strands_.size(); ++i) any |= go_on(*strands_[i]);
    return any;
  }
  bool go_on(FifoStrand& s) {
    if (s.finished()) return false;
    FifoStrand::current_ = &s;
    if (!s.task) {
      s.task = s.body_();
      s.task.bind(s);
    } else {
      const Pending& pending = *s.pending();
      if (!attempt(s, pending)) return false;
      pending.object->dequeue(s.waiter_);
      s.waiter_.pending.table = nullptr;
      s.next = s.resume_at;
    }
    s.drive();
    if (s.task.done()) s.finished_ = true;
    return true;
  }
  bool jump() {
    Nanos next = kNever;
    for (const auto& s : strands_)
      if (s->pending()) next = std::min(next, s->pending()->deadline);
    if (next == kNever) return false;
    now_ = std::max(now_, next);
    return true;
  }

  Nanos now_ = 0;
  std::vector<std::shared_ptr<FifoStrand>> strands_;
  std::string output_;
  SharedObjects shared_objects_;
};

Task<> work(queue::Queue<int>& jobs, threading::Lock& lock, int& total) {
  for (int job; (job = co_await jobs.get()) != 0;) {
    co_await time::sleep(job);
    co_await compute(0.001);
    auto held = co_await lock.hold();
    total += job;
    co_await jobs.task_done();
  }
}

TEST(ThirdKernel, runs_threads_with_queues_locks_sleep_and_computing) {
  FifoKernel kernel;
  int total = 0;
  const std::string output = kernel.run([&total]() -> Task<> {
    queue::Queue<int> jobs;
    threading::Lock lock;
    std::vector<threading::Thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back(work, std::ref(jobs), std::ref(lock), std::ref(total));
      co_await threads.back().start();
    }
    for (int job = 1; job <= 6; ++job) co_await jobs.put(job);
    co_await jobs.join();
    for (int i = 0; i < 3; ++i) co_await jobs.put(0);
    for (auto& thread : threads) co_await thread.join();
    co_await print("done");
  });
  EXPECT_EQ(output, "done\n");
  EXPECT_EQ(total, 21);
  EXPECT_FALSE(kernel.deadlocked);
  // Three workers: 1 + 4, 2 + 5 and 3 + 6 seconds, one after another on the one core.
  EXPECT_GE(kernel.now(), 9 * kSecond);
  EXPECT_LT(kernel.now(), 10 * kSecond);
}

asyncio::Async<> nap(int i) {
  co_await asyncio::sleep(3 - i);
  co_await print("awake " + std::to_string(i));
}

asyncio::Async<> naps() {
  std::vector<asyncio::Async<>> all;
  for (int i = 0; i < 3; ++i) all.push_back(nap(i));
  co_await asyncio::gather(std::move(all));
}

TEST(ThirdKernel, runs_an_event_loop) {
  FifoKernel kernel;
  const std::string output = kernel.run([]() -> Task<> { co_await asyncio::run(naps()); });
  EXPECT_EQ(output, "awake 2\nawake 1\nawake 0\n");
  EXPECT_EQ(kernel.now(), 3 * kSecond);
}

TEST(ThirdKernel, sees_a_deadlock) {
  FifoKernel kernel;
  kernel.run([]() -> Task<> {
    threading::Lock lock;
    co_await lock.acquire();
    co_await lock.acquire();
  });
  EXPECT_TRUE(kernel.deadlocked);
}

}  // namespace
}  // namespace telar
