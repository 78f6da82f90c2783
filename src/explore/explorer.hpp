// Explorer: executes a program again and again on the virtual kernel, each time by another
// schedule, and tells how it can end: every schedule in turn, those that make a difference, or some
// at random. Incremental: work() goes on for a while, and what was found is to be had at any time.
// With several jobs each thread has a kernel of its own and takes parts of the tree; the report is
// the same as with one: executions are numbered as one job would have made them.
//
// The program must do the same whenever it is executed by the same schedule. Memory does not grow
// with executions, but for the distinct outcomes (and with the cache, up to a limit).
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "explore/depth_first.hpp"
#include "explore/picture.hpp"
#include "explore/tally.hpp"
#include "kernel/virtual/virtual_kernel.hpp"
#include "report/found.hpp"
#include "report/tree.hpp"

namespace telar {

class Minimiser;

struct ExploreOptions {
  // dpor: one schedule of all that differ only in the order of independent operations
  // (partial_order.hpp). One job.
  enum class Search : unsigned char { exhaustive, dpor, random, pct };
  Search search = Search::exhaustive;
  // Exhaustive: only schedules with at most this many preemptions (a step by another strand
  // although the last one could go on), first those without any, then those with one, ... At each
  // bound only those with exactly as many count, so that each counts once; the others are executed
  // again on the way.
  std::optional<int> bound;
  // Stops after these; 0: no limit, but for random and pct without most_time: kDefaultRandom.
  std::uint64_t most_executions = 0;
  Nanos most_time = kNever;  // that work() takes, all together
  std::uint64_t seed =
      0;          // random, pct: execution i has the seed + i - 1, as strategy of the kernel
  int depth = 3;  // pct
  int jobs = 1;   // threads; 1: none but the caller of work()
  // Exhaustive: prefixes that are the same but for the order of independent operations are followed
  // once (history.hpp). Executions are then not all schedules, but outcomes are the same, for
  // programs that do not depend on time. One job.
  bool cache = false;

  static constexpr std::uint64_t kDefaultRandom = 10'000;
};

class Explorer {
 public:
  using Bodies = std::vector<std::function<Task<>()>>;
  // `program` makes the bodies of the first strands, once for each kernel, under mutual exclusion:
  // bodies of two calls are executed at the same time. Of the kernel's options those that say what
  // is recorded are this class's.
  Explorer(std::function<Bodies()> program, VirtualKernel::Options kernel, ExploreOptions options);
  ~Explorer();  // stops, and waits for the threads

  // Goes on until this time (monotonic), or until it is over: false. From one thread at a time.
  // With several jobs it waits while the threads work, which they do between calls too.
  bool work(Nanos until);
  // Ends it now, as it is. Any thread.
  void stop();
  bool over() const { return over_.load(std::memory_order_relaxed); }

  // What was found so far, of all threads. Any thread; holds them up for as long as it takes.
  ExploreReport report();
  std::vector<TreeBranch> branches();

 private:
  class Worker;
  // Executions that follow one another in the order of the search.
  struct Segment {
    enum class State : unsigned char { waits, runs, done };
    State state = State::waits;
    DepthFirst start, search;
    std::uint64_t first = 0, count = 0;  // random, pct: which ones
    std::uint64_t most = 0;              // that it may count; then it has been cut
    bool cut = false;
    Tally tally;
  };
  using Lock = std::unique_lock<std::mutex>;

  // Not at random.
  bool is_systematic() const { return options_.search <= ExploreOptions::Search::dpor; }
  std::uint64_t left() const { return most_ - total_.executions(); }
  void begin_bound(int bound);
  Segment* take();
  void split(Segment& segment);
  void run(Worker& worker, Segment& segment, Lock& lock, Nanos until);
  void settle(Worker& worker);
  void serve(Worker& worker);
  void search_here(Lock& lock, Nanos until);
  void search_with_threads(Lock& lock, Nanos until);
  void stop_searching();
  bool minimise(Lock& lock, Nanos until);
  void end_search(bool exhausted);
  // Between the two nobody executes anything.
  void hold(Lock& lock);
  void let_go();
  ExploreReport report_now() const;
  Nanos spent() const;

  const std::function<Bodies()> program_;
  VirtualKernel::Options kernel_;
  ExploreOptions options_;
  std::uint64_t most_;

  std::mutex mutex_;  // of all below
  std::condition_variable changed_;
  std::atomic<bool> interrupt_{false};  // those who run executions are to look here
  std::atomic<int> hungry_{0};          // workers without a segment
  std::atomic<bool> over_{false};
  bool stop_ = false, cancelled_ = false;  // the time is over; somebody wants it to end
  int holds_ = 0, running_ = 0;
  bool searched_ = false, exhausted_ = false, beyond_bound_ = false;
  int bound_ = -1;  // under way
  Tally total_;     // of the segments before those in the list
  std::list<Segment> segments_;
  std::uint64_t next_ = 0;  // random, pct: the first that nobody has taken
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<std::thread> threads_;
  std::unique_ptr<Minimiser> minimiser_;
  std::vector<std::pair<std::size_t, Found>>
      simpler_;                 // by place in the report: with better schedules than the tally's
  std::size_t minimising_ = 0;  // which of them
  Nanos spent_ = 0, since_ = kNever;  // working time; when it was last counted from
};

}  // namespace telar
