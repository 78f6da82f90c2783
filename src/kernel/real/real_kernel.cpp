#include "kernel/real/real_kernel.hpp"

#include <algorithm>

#include "kernel/process_context.hpp"
#include "kernel/real/work.hpp"
#include "kernel/segment.hpp"
#include "kernel/task.hpp"
#include "platform/clock.hpp"
#include "platform/futex.hpp"
#include "platform/process.hpp"

namespace telar {

RealKernel::RealKernel(Nanos epoch) : epoch_(epoch) {}

RealKernel::~RealKernel() {
  stop();
  join_all();
}

Nanos RealKernel::now() const { return monotonic_now() - epoch_; }

void RealKernel::unpark(Parker& parker) {
  parker.word.fetch_add(1);
  futex_wake(parker.word, 1);
}

// --- operations

Parker* RealKernel::choose_waiter(Object& object) {
  for (auto* w = const_cast<Waiter*>(object.first_waiter()); w; w = w->next) {
    const Pending& pending = w->pending;
    if (w->notified || !pending.table->enabled(pending.operation, *w->strand)) continue;
    w->notified = true;
    return static_cast<RealStrand*>(w->strand)->parker;
  }
  return nullptr;
}

void RealKernel::wake_all(Object& object) {
  while (Parker* parker = choose_waiter(object)) unpark(*parker);
}

void RealKernel::wake(Object& object, Wakes wakes, std::unique_lock<Mutex>& lock) {
  if (wakes == Wakes::none || !object.has_waiters()) return;
  if (wakes == Wakes::all) return wake_all(object);
  Parker* const parker = choose_waiter(object);
  lock.unlock();  // or who is woken would wait for it
  if (parker) unpark(*parker);
}

bool RealKernel::execute(Strand& strand, Pending& pending) {
  auto& s = static_cast<RealStrand&>(strand);
  if (pending.object->is_shared()) [[unlikely]] {
    execute_shared(s, pending);
  } else {
    std::unique_lock lock(pending.object->mutex());
    const bool performed = !s.stop_requested() &&
                           (pending.table->attempt(pending.operation, s) || wait(s, pending, lock));
    if (performed) wake(*pending.object, pending.table->wakes, lock);
  }
  s.waiter_.pending.table = nullptr;
  return true;
}

void RealKernel::execute_now(Strand& strand, Pending& pending) {
  std::unique_lock lock(pending.object->mutex());
  pending.table->attempt(pending.operation, strand);
  wake(*pending.object, pending.table->wakes, lock);
}

// What may not happen yet: sleeps until it was performed (true), has expired, or the strand is
// stopped. Under the object's mutex, which it lets go of meanwhile.
bool RealKernel::wait(RealStrand& s, Pending& pending, std::unique_lock<Mutex>& lock) {
  const OperationTable& table = *pending.table;
  Object& object = *pending.object;
  const Nanos deadline = pending.deadline;
  if (deadline <= now()) {
    table.expire(pending.operation, s);
    return false;
  }
  Waiter& w = s.waiter_;
  auto& word = s.parker->word;
  object.enqueue(w);
  const bool sleeps = object.kind() == ObjectKind::none;
  s.record(EventKind::strand_state,
           static_cast<std::uint16_t>(sleeps ? State::sleeping : State::blocked),
           sleeps ? 0 : s.id_of(object), static_cast<std::uint64_t>(deadline));
  const Nanos until = after(epoch_, deadline);
  bool performed = false, expired = false;
  for (;;) {
    w.notified = false;
    // Read before the conditions below are checked: whoever changes one of them bumps it
    // afterwards.
    const std::uint32_t seen = word.load();
    if (s.stop_requested()) break;
    if (!table.enabled || table.enabled(pending.operation, s)) {
      performed = true;
      break;
    }
    if (deadline != kNever && deadline <= now()) {
      expired = true;
      break;
    }
    lock.unlock();
    futex_wait(word, seen, until);
    lock.lock();
  }
  object.dequeue(w);
  s.record(EventKind::strand_state, static_cast<std::uint16_t>(State::running));
  if (performed) table.attempt(pending.operation, s);
  if (expired) table.expire(pending.operation, s);
  return performed;
}

void RealKernel::execute_shared(RealStrand& s, Pending& pending) {
  // A process killed between being notified and looking swallows the notification, and what ends a
  // process does not notify those who wait for its messages: look again now and then.
  constexpr Nanos kLookAgain = 100 * kMillisecond;
  if (s.stop_requested()) return;
  const OperationTable& table = *pending.table;
  auto& object = static_cast<SharedObject&>(*pending.object);
  const auto side = static_cast<SharedObject::Side>(table.side);
  SharedMemory& memory = object.segment().memory();
  const Offset sequence = object.sequence_word(side), waiters = object.waiters_word(side);
  bool waited = false;
  object.lock();
  // Read before each look: the state of a process changes without the lock.
  std::uint32_t seen = memory.load(sequence);
  bool performed = table.attempt(pending.operation, s);
  while (!performed && !s.stop_requested() && now() < pending.deadline) {
    if (!waited) {
      waited = true;
      s.record(EventKind::strand_state, static_cast<std::uint16_t>(State::blocked), s.id_of(object),
               static_cast<std::uint64_t>(pending.deadline));
    }
    s.parker->shared_word.store(sequence);
    memory.add(waiters, 1);
    object.unlock();
    if (!s.stop_requested()) {
      memory.wait(sequence, seen,
                  std::min(after(epoch_, pending.deadline), monotonic_now() + kLookAgain));
    }
    s.parker->shared_word.store(0);
    object.lock();
    memory.add(waiters, static_cast<std::uint32_t>(-1));
    if (s.stop_requested()) break;
    seen = memory.load(sequence);
    if (!table.enabled || table.enabled(pending.operation, s)) {
      s.record(EventKind::strand_state, static_cast<std::uint16_t>(State::running));
      waited = false;
      performed = table.attempt(pending.operation, s);
    }
  }
  if (waited) s.record(EventKind::strand_state, static_cast<std::uint16_t>(State::running));
  if (!performed && !s.stop_requested()) table.expire(pending.operation, s);
  object.unlock();
  if (performed && table.wakes != Wakes::none) {
    object.signal(side == SharedObject::Side::getters ? SharedObject::Side::putters
                                                      : SharedObject::Side::getters,
                  table.wakes == Wakes::one ? 1 : INT32_MAX);
  }
}

// --- strands

std::shared_ptr<Strand> RealKernel::make_strand(ProcessContext& process, std::string name,
                                                Body body, bool daemon) {
  return std::make_shared<RealStrand>(process, std::move(name), std::move(body), daemon);
}

bool RealKernel::add(std::shared_ptr<RealStrand> strand, Strand* starter) {
  std::lock_guard lock(mutex_);
  if (starter) {
    // It is to unwind, and what the new strand uses with it.
    if (starter->stop_requested()) return false;
    strand->starter = starter->id();
    started_by_[starter->id()].push_back(strand.get());
  }
  if (free_parkers_.empty()) {
    strand->parker = &parkers_.emplace_back();
  } else {
    strand->parker = free_parkers_.back();
    free_parkers_.pop_back();
  }
  if (stopping()) strand->stop_requested_ = true;
  strands_.push_back(std::move(strand));
  return true;
}

void RealKernel::forget(RealStrand& strand) {
  std::shared_ptr<RealStrand> last;  // destroyed outside the lock
  std::lock_guard lock(mutex_);
  auto at =
      std::find_if(strands_.begin(), strands_.end(), [&](auto& s) { return s.get() == &strand; });
  if (at == strands_.end()) return;
  last = std::move(*at);
  *at = std::move(strands_.back());
  strands_.pop_back();
  free_parkers_.push_back(last->parker);
}

void RealKernel::finished(RealStrand& strand) {
  std::lock_guard lock(mutex_);
  const auto starter = std::exchange(strand.starter, std::nullopt);
  if (starter) std::erase(started_by_[*starter], &strand);
  // Those that it started and that still live become its starter's.
  if (auto own = started_by_.find(strand.id()); own != started_by_.end()) {
    for (RealStrand* s : own->second) {
      s->starter = starter;
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
  auto& s = static_cast<RealStrand&>(*strand);
  // Held until the thread is assigned, for a join() that comes at once.
  std::unique_lock joining(s.join_mutex);
  if (!add(std::static_pointer_cast<RealStrand>(std::move(strand)), &starter)) return;
  starter.record_text(EventKind::strand_started, 0, s.id(), 0, s.name());
  if (!s.daemon()) working_.fetch_add(1);
  try {
    s.thread = std::thread([this, &s] { run(s); });
  } catch (...) {
    if (!s.daemon()) working_.fetch_sub(1);
    finished(s);
    joining.unlock();
    forget(s);
    throw;
  }
}

void RealKernel::run(RealStrand& s) {
  auto& collector = s.process().collector;
  RealStrand::current_ = &s;
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
  s.kept_.clear();
  if (s.error_ && s.process().report_error) s.process().report_error(s, s.error_);
  s.record(EventKind::strand_state, static_cast<std::uint16_t>(State::finished));
  collector.close(std::exchange(s.recorder_, nullptr));
  {
    std::lock_guard lock(s.ended().mutex());
    s.finished_.store(true, std::memory_order_release);
    wake_all(s.ended());
  }
  finished(s);
  // The last touch of anything the strand's owner may free; the kernel itself waits for the thread.
  if (!s.daemon() && working_.fetch_sub(1) == 1) futex_wake(working_, INT32_MAX);
}

void RealKernel::run_main(std::shared_ptr<Strand> strand) {
  auto& s = static_cast<RealStrand&>(*strand);
  add(std::static_pointer_cast<RealStrand>(std::move(strand)), nullptr);
  working_.fetch_add(1);
  run(s);
  while (std::uint32_t n = working_.load()) futex_wait(working_, n);
  stop();  // the daemons
  forget(s);
  join_all();
}

void RealKernel::join_all() {
  for (;;) {
    std::shared_ptr<RealStrand> left;
    {
      std::lock_guard lock(mutex_);
      if (strands_.empty()) return;
      left = strands_.back();
    }
    join(*left);
  }
}

void RealKernel::join(Strand& strand) {
  auto& s = static_cast<RealStrand&>(strand);
  {
    std::lock_guard lock(s.join_mutex);
    if (s.thread.joinable()) s.thread.join();
  }
  forget(s);
}

void RealKernel::request_stop(RealStrand& strand) {
  strand.stop_requested_ = true;
  unpark(*strand.parker);
  // Missed only if it comes between its last look and its sleep, which is short (kLookAgain).
  if (Offset word = strand.parker->shared_word.load()) segment_->memory().notify(word, INT32_MAX);
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

bool RealKernel::take_core(Strand& strand, Nanos work) {
  // In slices of about a millisecond, so that Stop is noticed.
  const std::uint64_t per_ms = work_per_millisecond(segment_.get());
  for (Nanos done = 0; done < work && !strand.stop_requested(); done += kMillisecond) {
    const Nanos slice = std::min(work - done, kMillisecond);
    do_work(per_ms * static_cast<std::uint64_t>(slice) / kMillisecond);
  }
  return false;
}

}  // namespace telar
