#include "kernel/real_kernel.hpp"

#include <algorithm>

#include "kernel/process_context.hpp"
#include "kernel/segment.hpp"
#include "kernel/task.hpp"
#include "kernel/work.hpp"
#include "platform/clock.hpp"
#include "platform/futex.hpp"
#include "platform/process.hpp"

namespace telar {

RealKernel::RealKernel(Nanos epoch) : epoch_(epoch) {}

RealKernel::~RealKernel() {
  stop();
  for (;;) {
    std::shared_ptr<Strand> strand;
    {
      std::lock_guard lock(mutex_);
      if (strands_.empty()) break;
      strand = strands_.back();
    }
    join(*strand);
  }
}

Nanos RealKernel::now() const { return monotonic_now() - epoch_; }

void RealKernel::unpark(Parker& parker) {
  parker.word.fetch_add(1);
  futex_wake(parker.word, 1);
}

Parker* RealKernel::choose_waiter(Object& object) {
  for (auto* w = const_cast<Waiter*>(object.first_waiter()); w; w = w->next) {
    if (w->notified || !w->table->enabled(w->operation, *w->strand)) continue;
    w->notified = true;
    return w->strand->parker_;
  }
  return nullptr;
}

void RealKernel::wake_all(Object& object) {
  while (Parker* parker = choose_waiter(object)) unpark(*parker);
}

RealKernel::Waited RealKernel::wait(Strand& strand, Object& object, void* operation,
                                    const OperationTable& table, Nanos deadline,
                                    std::unique_lock<std::mutex>& lock) {
  if (deadline <= now()) return Waited::expired;
  auto& w = strand.waiter_;
  auto& word = strand.parker_->word;
  w.operation = operation;
  w.table = &table;
  w.object = &object;
  w.deadline = deadline;
  object.enqueue(w);
  bool sleeps = object.kind() == ObjectKind::none;
  strand.record(EventKind::strand_state,
                static_cast<std::uint16_t>(sleeps ? State::sleeping : State::blocked),
                sleeps ? 0 : object.id(strand), static_cast<std::uint64_t>(deadline));
  const Nanos until = after(epoch_, deadline);
  Waited result;
  for (;;) {
    w.notified = false;
    // Read before the conditions below are checked: who changes one of them bumps it afterwards.
    const std::uint32_t seen = word.load();
    if (strand.stop_requested()) {
      result = Waited::stopped;
      break;
    }
    if (table.enabled(operation, strand)) {
      result = Waited::enabled;
      break;
    }
    if (deadline != kNever && deadline <= now()) {
      result = Waited::expired;
      break;
    }
    lock.unlock();
    futex_wait(word, seen, until);
    lock.lock();
  }
  object.dequeue(w);
  w.operation = nullptr;
  strand.record(EventKind::strand_state, static_cast<std::uint16_t>(State::running));
  return result;
}

void RealKernel::execute_shared(Strand& strand, SharedObject& object, void* operation,
                                const OperationTable& table, Nanos deadline,
                                SharedObject::Side side) {
  // A process killed between being notified and looking swallows the notification, and what ends a
  // process does not notify those who wait for its messages: look again now and then.
  constexpr Nanos kLookAgain = 100 * kMillisecond;
  if (strand.stop_requested()) return;
  SharedMemory& memory = object.segment().memory();
  const Offset sequence = object.sequence_word(side), waiters = object.waiters_word(side);
  bool waited = false;
  object.lock();
  // Read before each look: the state of a process changes without the lock.
  std::uint32_t seen = memory.load(sequence);
  const auto is_enabled = [&] { return !table.enabled || table.enabled(operation, strand); };
  bool enabled = is_enabled();
  while (!enabled && !strand.stop_requested() && now() < deadline) {
    if (!waited) {
      waited = true;
      strand.record(EventKind::strand_state, static_cast<std::uint16_t>(State::blocked),
                    object.id(strand), static_cast<std::uint64_t>(deadline));
    }
    strand.parker_->shared_word.store(sequence);
    memory.add(waiters, 1);
    object.unlock();
    if (!strand.stop_requested())
      memory.wait(sequence, seen, std::min(after(epoch_, deadline), monotonic_now() + kLookAgain));
    strand.parker_->shared_word.store(0);
    object.lock();
    memory.add(waiters, static_cast<std::uint32_t>(-1));
    seen = memory.load(sequence);
    enabled = is_enabled();
  }
  if (waited) strand.record(EventKind::strand_state, static_cast<std::uint16_t>(State::running));
  if (strand.stop_requested()) {
    object.unlock();
    return;
  }
  if (enabled) {
    table.perform(operation, strand);
  } else {
    table.expire(operation, strand);
  }
  object.unlock();
  if (enabled && table.wakes != Wakes::none) {
    object.signal(side == SharedObject::Side::getters ? SharedObject::Side::putters
                                                      : SharedObject::Side::getters,
                  table.wakes == Wakes::one ? 1 : INT32_MAX);
  }
}

bool RealKernel::add(std::shared_ptr<Strand> strand, Strand* starter) {
  std::lock_guard lock(mutex_);
  if (starter) {
    // It is to unwind, and what the new strand uses with it.
    if (starter->stop_requested()) return false;
    strand->starter_ = starter->id();
    started_by_[starter->id()].push_back(strand.get());
  }
  if (free_parkers_.empty()) {
    strand->parker_ = &parkers_.emplace_back();
  } else {
    strand->parker_ = free_parkers_.back();
    free_parkers_.pop_back();
  }
  if (stopping()) strand->stop_requested_ = true;
  strands_.push_back(std::move(strand));
  return true;
}

void RealKernel::forget(Strand& strand) {
  std::shared_ptr<Strand> last;  // destroyed outside the lock
  std::lock_guard lock(mutex_);
  auto at =
      std::find_if(strands_.begin(), strands_.end(), [&](auto& s) { return s.get() == &strand; });
  if (at == strands_.end()) return;
  last = std::move(*at);
  *at = std::move(strands_.back());
  strands_.pop_back();
  free_parkers_.push_back(last->parker_);
}

void RealKernel::finished(Strand& strand) {
  std::lock_guard lock(mutex_);
  const auto starter = std::exchange(strand.starter_, std::nullopt);
  if (starter) std::erase(started_by_[*starter], &strand);
  // Those that it started and that still live become its starter's.
  if (auto own = started_by_.find(strand.id()); own != started_by_.end()) {
    for (Strand* s : own->second) {
      s->starter_ = starter;
      if (starter) started_by_[*starter].push_back(s);
    }
    started_by_.erase(strand.id());
  }
  if (!starter || !started_by_[*starter].empty()) return;
  started_by_.erase(*starter);
  if (!stopping()) return;
  for (auto& s : strands_)
    if (s->id() == *starter) request_stop(*s);
}

void RealKernel::start(std::shared_ptr<Strand> strand, Strand& starter) {
  Strand& s = *strand;
  // Held until thread_ is assigned, for a join() that comes at once.
  std::unique_lock joining(s.join_mutex_);
  if (!add(strand, &starter)) return;
  starter.record_text(EventKind::strand_started, 0, s.id(), 0, s.name());
  if (!s.daemon()) working_.fetch_add(1);
  try {
    s.thread_ = std::thread([this, &s] { run(s); });
  } catch (...) {
    if (!s.daemon()) working_.fetch_sub(1);
    finished(s);
    joining.unlock();
    forget(s);
    throw;
  }
}

void RealKernel::run(Strand& s) {
  auto& collector = s.process().collector;
  Strand::current_ = &s;
  s.recorder_ = collector.open();
  s.record(EventKind::strand_state, static_cast<std::uint16_t>(State::running));
  try {
    Task<> task = s.body_();
    task.bind(s);
    s.drive();
    TELAR_CHECK(task.done());
    task.take();
  } catch (const Stopped&) {
  } catch (...) {
    s.error_ = std::current_exception();
  }
  s.body_ = {};
  s.event_loop.reset();
  if (s.error_ && s.process().report_error) s.process().report_error(s, s.error_);
  s.record(EventKind::strand_state, static_cast<std::uint16_t>(State::finished));
  collector.close(std::exchange(s.recorder_, nullptr));
  {
    std::lock_guard lock(s.ended_.mutex());
    s.finished_.store(true, std::memory_order_release);
    wake_all(s.ended_);
  }
  finished(s);
  // The last touch of anything the strand's owner may free; the kernel itself waits for the thread.
  if (!s.daemon() && working_.fetch_sub(1) == 1) futex_wake(working_, INT32_MAX);
}

void RealKernel::run_main(std::shared_ptr<Strand> strand) {
  Strand& s = *strand;
  add(strand, nullptr);
  working_.fetch_add(1);
  run(s);
  while (std::uint32_t n = working_.load()) futex_wait(working_, n);
  stop();  // the daemons
  forget(s);
  for (;;) {
    std::shared_ptr<Strand> left;
    {
      std::lock_guard lock(mutex_);
      if (strands_.empty()) break;
      left = strands_.back();
    }
    join(*left);
  }
}

void RealKernel::join(Strand& strand) {
  {
    std::lock_guard lock(strand.join_mutex_);
    if (strand.thread_.joinable()) strand.thread_.join();
  }
  forget(strand);
}

void RealKernel::request_stop(Strand& strand) {
  strand.stop_requested_ = true;
  unpark(*strand.parker_);
  // Missed only if it comes between its last look and its sleep, which is short (kLookAgain).
  if (Offset word = strand.parker_->shared_word.load()) segment_->memory().notify(word, INT32_MAX);
}

void RealKernel::stop() {
  std::lock_guard lock(mutex_);
  stopping_ = true;
  for (auto& s : strands_)
    if (!started_by_.contains(s->id())) request_stop(*s);
}

void RealKernel::start_process(ProcessId id) {
  telar::start_process(segment_->memory(), id, segment_->status_of(id));
}

void RealKernel::end_process(ProcessId id, int signal) {
  telar::end_process(segment_->memory(), id, segment_->status_of(id),
                     static_cast<EndSignal>(signal));
}

void RealKernel::burn(Strand& strand, Nanos work) {
  // In slices of about a millisecond, so that Stop is noticed.
  const std::uint64_t per_ms = work_per_millisecond(segment_.get());
  for (Nanos done = 0; done < work && !strand.stop_requested(); done += kMillisecond) {
    const Nanos slice = std::min(work - done, kMillisecond);
    do_work(per_ms * static_cast<std::uint64_t>(slice) / kMillisecond);
  }
}

}  // namespace telar
