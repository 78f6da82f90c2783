// Explorer: executes a program again and again on the virtual kernel, each time by another
// schedule, and tells how it can end and which data races it has. Which schedules those are, a
// Search says (searches.hpp). Incremental: work() goes on for a while, and what was found is to be
// had at any time. With several jobs each thread has a kernel of its own and takes parts of the
// search; the report is the same as with one: executions are numbered as one job would have made
// them.
//
// The program must do the same whenever it is executed by the same schedule. Memory does not grow
// with executions, but for the distinct outcomes and races (and with the cache, up to a limit).
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "explore/part.hpp"
#include "explore/search_kind.hpp"
#include "explore/tally.hpp"
#include "kernel/virtual/virtual_kernel.hpp"
#include "report/found.hpp"
#include "report/tree.hpp"

namespace telar {

class Minimiser;
class Worker;

struct ExploreOptions {
  // By name (searches.hpp). What the others below are for, SearchWishes says; those that the search
  // does not mind are forgotten.
  std::string_view search = "exhaustive";
  std::optional<int> bound;
  // Stops after these; 0: no limit, but for searches at random without most_time: kDefaultRandom.
  std::uint64_t most_executions = 0;
  Nanos most_time = kNever;  // that work() takes, all together
  std::uint64_t seed = 0;
  int depth = 3;
  int jobs = 1;  // threads; 1: none but the caller of work(). Some searches have no use for more
  bool cache = false;

  static constexpr std::uint64_t kDefaultRandom = 10'000;
};

class Explorer {
 public:
  using Bodies = std::vector<Body>;
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
  // How many threads search.
  int jobs() const { return options_.jobs; }
  bool over() const { return over_.load(std::memory_order_relaxed); }

  // What was found so far, of all threads. Any thread; holds them up for as long as it takes.
  ExploreReport report();
  std::vector<TreeBranch> branches();

 private:
  using Lock = std::unique_lock<std::mutex>;

  std::uint64_t left() const { return most_ - total_.executions(); }
  void begin_search(std::unique_ptr<Search> search);
  Part& add_part(std::list<Part>::iterator before, std::unique_ptr<Search> search);
  Part* take();
  void end_of_parts(const Search& last);
  void split(Part& part);
  void run(Worker& worker, Part& part, Lock& lock, Nanos until);
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
  const SearchKind& kind_;
  Coverage coverage_ = Coverage::sample;
  std::uint64_t most_;

  std::mutex mutex_;  // of all below
  std::condition_variable changed_;
  std::atomic<bool> interrupt_{false};  // those who run executions are to look here
  std::atomic<int> hungry_{0};          // workers without a part
  std::atomic<bool> over_{false};
  bool stop_ = false, cancelled_ = false;  // the time is over; somebody wants it to end
  int holds_ = 0, running_ = 0;
  bool searched_ = false, exhausted_ = false, beyond_bound_ = false;
  int bound_ = -1;  // under way
  Tally total_;     // of the parts before those in the list
  std::list<Part> parts_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<std::thread> threads_;
  std::unique_ptr<Minimiser> minimiser_;
  std::vector<std::pair<std::size_t, Found>>
      simpler_;                 // by place in the report: with better schedules than the tally's
  std::size_t minimising_ = 0;  // which of them
  Nanos spent_ = 0, since_ = kNever;  // working time; when it was last counted from
};

}  // namespace telar
