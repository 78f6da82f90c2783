#include "runtime/pool.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <map>

#include "kernel/segment.hpp"
#include "platform/clock.hpp"

namespace telar::multiprocessing {
namespace {

// What travels to a worker and back.
struct Call {
  std::uint32_t job = 0;
  std::string function;
  Bytes arguments;
  auto members() { return std::tie(job, function, arguments); }
};
struct Answer {
  std::uint32_t job = 0;
  JobOutcome outcome;
  auto members() { return std::tie(job, outcome); }
};

// A worker: takes calls until there are no more. `now_word` is where it says which job it is at, so
// that its death in the midst of one is not the job's silence for ever.
Task<> work(MessageQueue calls, MessageQueue answers, Offset now_word, ProcessId owner) {
  Strand& s = co_await current_strand();
  SharedMemory& memory = s.process().segment()->memory();
  // A message begins with its job's number, which the queue notes before it lets go of the message.
  while (auto message = co_await calls.get(kForever, {.note = now_word})) {
    auto call = deserialise<Call>(*message);
    s.record(EventKind::job_begun, 0, call.job, owner);
    Answer answer{call.job, {}};
    try {
      answer.outcome.result = co_await call_by_name(call.function, std::move(call.arguments));
    } catch (const Stopped&) {
      throw;
    } catch (...) {
      answer.outcome.error = pickle_exception(std::current_exception());
    }
    s.record(EventKind::job_ended, answer.outcome.error ? 1 : 0, call.job, owner);
    co_await answers.put(serialise(answer));
    memory.store(now_word, 0);
  }
}
const Function kWork{"multiprocessing.Pool.worker", work};

}  // namespace

// The pool in the process that made it. As an Object it is what those wait on who wait for a result
// that another strand is reading.
class PoolState : public Object {
 public:
  PoolState() : Object(ObjectKind::pool, "Pool") {}
  ~PoolState() {
    // A worker that was killed may live on for a moment, on the web: what it writes to is not used
    // again.
    if (!segment || std::any_of(workers.begin(), workers.end(),
                                [](auto& w) { return w.process.exitcode() != 0; }))
      return;
    calls.destroy(*kernel);
    answers.destroy(*kernel);
    for (auto& w : workers) segment->release(w.now_word);
  }

  struct Worker {
    Process process;
    Offset now_word = 0;
    bool mourned = false;  // its end has been dealt with
  };
  Kernel* kernel = nullptr;  // outlives every pool of its strands
  std::shared_ptr<Segment> segment;
  MessageQueue calls, answers;

  enum class Phase : unsigned char { running, closed, terminated };
  std::atomic<Phase> phase = Phase::running;

  // Under the object's mutex:
  std::map<std::uint32_t, std::optional<JobOutcome>> jobs;  // by number; empty until it has ended
  std::uint32_t last_job = 0, unfinished = 0;
  std::deque<Bytes> waiting;  // calls that did not fit in the queue yet
  bool being_read = false;    // some strand is reading answers: it alone touches the workers

  std::vector<Worker> workers;

  // What the reading strand must not sleep through: the end of a worker.
  bool needs_care() const {
    return std::any_of(workers.begin(), workers.end(),
                       [](auto& w) { return !w.mourned && !w.process.is_alive(); });
  }
  bool has_work() {
    std::lock_guard lock(mutex());
    return unfinished > 0;
  }
  Task<> start_worker(Worker& worker);
  Task<> feed();
  Task<> read_one(Nanos until);
  Task<> look_after_workers(std::vector<Answer>& got);
  Task<> read_until_idle();
};

namespace {

// Enters a new job; its call waits for room in the queue.
struct Submit {
  PoolState& pool;
  Call call;
  bool running = false;
  static constexpr Verb kVerb = Verb::put;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return pool; }
  void perform(Strand& s) {
    running = pool.phase == PoolState::Phase::running;
    if (!running) return;
    call.job = ++pool.last_job;
    pool.jobs.emplace(call.job, std::nullopt);
    ++pool.unfinished;
    pool.waiting.push_back(serialise(call));
    s.record(EventKind::job_submitted, 0, call.job, s.id_of(pool));
  }
  std::uint32_t result() const {
    if (!running) throw ValueError("Pool not running");
    return call.job;
  }
};

// Takes a waiting call / puts it back.
struct TakeWaiting {
  PoolState& pool;
  std::optional<Bytes> call = {};
  static constexpr Verb kVerb = Verb::get;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return pool; }
  void perform(Strand&) {
    if (pool.waiting.empty()) return;
    call = std::move(pool.waiting.front());
    pool.waiting.pop_front();
  }
  std::optional<Bytes> result() { return std::move(call); }
};
struct PutBack {
  PoolState& pool;
  Bytes call;
  static constexpr Verb kVerb = Verb::put;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return pool; }
  void perform(Strand&) { pool.waiting.push_front(std::move(call)); }
  void result() const {}
};

// Waits until the job (or, for 0, every job) has ended, or until nobody reads answers: then it is
// this strand's turn.
struct AwaitJob {
  enum class Found : unsigned char { ended, my_turn, timeout };
  PoolState& pool;
  std::uint32_t job;
  Nanos until;
  Found found = Found::timeout;
  std::optional<JobOutcome> outcome = {};
  static constexpr Verb kVerb = Verb::wait;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return pool; }
  bool has_ended() const {
    if (job == 0) return pool.unfinished == 0;
    auto at = pool.jobs.find(job);
    return at != pool.jobs.end() && at->second;
  }
  bool enabled(const Strand&) const { return !pool.being_read || has_ended(); }
  void perform(Strand&) {
    if (has_ended()) {
      found = Found::ended;
      if (job != 0) outcome = pool.jobs.at(job);
    } else {
      found = Found::my_turn;
      pool.being_read = true;
    }
  }
  Nanos deadline() const { return until; }
  void expire(Strand&) {}
  std::pair<Found, std::optional<JobOutcome>> result() { return {found, std::move(outcome)}; }
};

// Waits until no other strand reads answers: this one may then touch the workers, until it
// delivers.
struct TakeTurn {
  PoolState& pool;
  static constexpr Verb kVerb = Verb::acquire;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return pool; }
  bool enabled(const Strand&) const { return !pool.being_read; }
  void perform(Strand&) { pool.being_read = true; }
  void result() const {}
};

// Enters what came of jobs; with `reading` false the next strand may read.
struct Deliver {
  PoolState& pool;
  std::vector<Answer> answers;
  bool reading;
  static constexpr Verb kVerb = Verb::set;
  static constexpr Wakes kWakes = Wakes::all;
  Object& object() const { return pool; }
  void perform(Strand&) {
    for (auto& a : answers) {
      auto at = pool.jobs.find(a.job);
      if (at == pool.jobs.end() || at->second) continue;
      at->second = std::move(a.outcome);
      --pool.unfinished;
    }
    pool.being_read = reading;
  }
  void result() const {}
};

// No more calls; with `terminate` what has not ended has failed. Tells whether it was running.
struct EndPhase {
  PoolState& pool;
  bool terminate;
  static constexpr Verb kVerb = Verb::set;
  static constexpr Wakes kWakes = Wakes::all;
  Object& object() const { return pool; }
  void perform(Strand&) {
    if (!terminate) {
      auto running = PoolState::Phase::running;
      pool.phase.compare_exchange_strong(running, PoolState::Phase::closed);
      return;
    }
    pool.phase = PoolState::Phase::terminated;
    pool.waiting.clear();
    for (auto& [job, outcome] : pool.jobs)
      if (!outcome) outcome = failed("the pool was terminated");
    pool.unfinished = 0;
  }
  void result() const {}
  static JobOutcome failed(std::string why) {
    return {{}, PickledException{"RuntimeError", std::move(why)}};
  }
};

}  // namespace

Task<> PoolState::start_worker(Worker& worker) {
  segment->memory().store(worker.now_word, 0);
  Strand& s = co_await current_strand();
  worker.process = Process(Process::Options{.daemon = true}, kWork, calls, answers, worker.now_word,
                           s.process().id);
  worker.mourned = false;
  co_await worker.process.start();
}

// Moves waiting calls into the queue, as far as it has room.
Task<> PoolState::feed() {
  while (auto call = co_await TakeWaiting{*this}) {
    if (co_await calls.put(*call, Timeout(0))) continue;
    co_await PutBack{*this, std::move(*call)};
    break;
  }
}

// By the reading strand: feeds, waits for an answer and delivers it and all others that have come.
// A worker that has died fails its job and is replaced, as Python does.
Task<> PoolState::read_one(Nanos until) {
  Strand& s = co_await current_strand();
  std::vector<Answer> got;
  std::exception_ptr error;
  try {
    co_await feed();
    const Timeout left =
        until == kNever ? kForever : Timeout(to_seconds(std::max<Nanos>(until - s.now(), 0)));
    const auto care = [](const void* pool) {
      return static_cast<const PoolState*>(pool)->needs_care();
    };
    auto message = co_await answers.get(left, {.give_up = care, .context = this});
    if (!message && phase != Phase::terminated) co_await look_after_workers(got);
    for (; message; message = co_await answers.get(Timeout(0)))
      got.push_back(deserialise<Answer>(*message));
  } catch (const Stopped&) {
    throw;
  } catch (...) {
    error = std::current_exception();
  }
  co_await Deliver{*this, std::move(got), false};
  if (error) std::rethrow_exception(error);
}

Task<> PoolState::look_after_workers(std::vector<Answer>& got) {
  for (auto& w : workers) {
    if (w.mourned || w.process.is_alive()) continue;
    w.mourned = true;
    const std::uint32_t job = segment->memory().load(w.now_word);
    const std::string code = std::to_string(w.process.exitcode().value_or(0));
    if (job)
      got.push_back({job, EndPhase::failed("the worker process died with exit code " + code)});
    // Once the pool is closed, a worker that finds nothing more to do ends, and that is right.
    if (phase == Phase::running || (w.process.exitcode() != 0 && has_work()))
      co_await start_worker(w);
  }
}

Task<> PoolState::read_until_idle() {
  for (;;) {
    const auto [found, outcome] = co_await AwaitJob{*this, 0, kNever};
    if (found == AwaitJob::Found::ended) co_return;
    co_await read_one(kNever);
  }
}

Task<std::optional<JobOutcome>> await_job(std::shared_ptr<PoolState> pool, std::uint32_t job,
                                          Timeout timeout) {
  Strand& s = co_await current_strand();
  const Nanos until = deadline_after(s, timeout);
  for (;;) {
    auto [found, outcome] = co_await AwaitJob{*pool, job, until};
    if (found == AwaitJob::Found::ended) co_return std::move(outcome);
    if (found == AwaitJob::Found::timeout) co_return std::nullopt;
    co_await pool->read_one(until);
    if (s.now() >= until) {
      auto [again, late] = co_await AwaitJob{*pool, job, 0};
      if (again == AwaitJob::Found::my_turn) co_await Deliver{*pool, {}, false};
      co_return std::move(late);
    }
  }
}

Task<Pool> Pool::make(int processes) {
  Strand& s = co_await current_strand();
  if (processes < 0) throw ValueError("Number of processes must be at least 1");
  if (processes == 0) processes = hardware_cores();
  auto state = std::make_shared<PoolState>();
  state->calls = co_await MessageQueue::make(0, "calls");
  state->answers = co_await MessageQueue::make(0, "answers");
  state->kernel = &s.kernel();
  state->segment = s.process().segment();
  state->workers.resize(static_cast<std::size_t>(processes));
  for (auto& w : state->workers) {
    w.now_word = state->segment->allocate(4);
    if (!w.now_word) throw MemoryError("no room for a worker in shared memory");
    co_await state->start_worker(w);
  }
  co_return Pool(std::move(state));
}

Task<std::uint32_t> Pool::submit(std::string function, Bytes arguments) {
  const std::uint32_t job =
      co_await Submit{*state_, {0, std::move(function), std::move(arguments)}};
  co_await state_->feed();
  co_return job;
}

Task<> Pool::close() {
  co_await EndPhase{*state_, false};
  bool all_fed;
  {
    std::lock_guard lock(state_->mutex());
    all_fed = state_->waiting.empty();
  }
  if (all_fed) co_await state_->calls.close();
}

Task<> Pool::terminate() {
  co_await EndPhase{*state_, true};
  co_await state_->answers.close();  // whoever reads them stops waiting
  co_await TakeTurn{*state_};
  for (auto& w : state_->workers)
    if (w.process.is_alive()) co_await w.process.terminate();
  co_await Deliver{*state_, {}, false};
}

Task<> Pool::join() {
  if (state_->phase == PoolState::Phase::running) throw ValueError("Pool is still running");
  co_await state_->read_until_idle();
  co_await state_->calls.close();
  co_await TakeTurn{*state_};
  for (auto& w : state_->workers) co_await w.process.join();
  co_await Deliver{*state_, {}, false};
}

}  // namespace telar::multiprocessing
