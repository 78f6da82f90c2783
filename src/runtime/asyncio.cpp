#include "runtime/asyncio.hpp"

#include <algorithm>

namespace telar::asyncio {

// --- futures

void FutureBase::Waiter::join(FutureBase& f) {
  future = &f;
  previous = f.last_;
  next = nullptr;
  (f.last_ ? f.last_->next : f.first_) = this;
  f.last_ = this;
}

void FutureBase::Waiter::leave() {
  FutureBase* f = std::exchange(future, nullptr);
  if (!f) return;
  (previous ? previous->next : f->first_) = next;
  (next ? next->previous : f->last_) = previous;
}

void FutureBase::finish(Status status) {
  status_ = status;
  while (Waiter* w = first_) {
    w->leave();
    if (!w->many || w->many->count(*this)) loop_.make_ready(*w->task);
  }
}

bool FutureBase::cancel() {
  if (done()) return false;
  set_cancelled();
  return true;
}

std::exception_ptr FutureBase::exception() const {
  if (status_ == Status::cancelled) throw CancelledError();
  if (status_ == Status::pending) throw InvalidStateError("Exception is not set.");
  return error_;
}

void FutureBase::set_exception(std::exception_ptr error) {
  if (done()) throw InvalidStateError("invalid state");
  error_ = std::move(error);
  finish(Status::raised);
}

void FutureBase::throw_unless_returned() const {
  switch (status_) {
    case Status::returned:
      return;
    case Status::raised:
      std::rethrow_exception(error_);
    case Status::cancelled:
      throw CancelledError();
    case Status::pending:
      throw InvalidStateError("Result is not set.");
  }
}

bool WaitMany::count(const FutureBase& future) {
  --pending;
  return pending == 0 || when == ReturnWhen::first_completed ||
         (when == ReturnWhen::first_exception && future.status() != FutureBase::Status::returned);
}

bool WaitMany::await_ready() {
  pending = futures.size();
  for (const FutureBase* f : futures)
    if (f->done() && count(*f)) return true;
  return pending == 0;
}

void WaitMany::await_suspend(std::coroutine_handle<> here) {
  waiters.resize(futures.size());
  for (std::size_t i = 0; i < futures.size(); ++i) {
    if (futures[i]->done()) continue;
    waiters[i].task = task;
    waiters[i].many = this;
    waiters[i].join(*futures[i]);
  }
  if (gathers) task->loop().strand().record(EventKind::task_gathers, 0, task->id(), futures.size());
  task->loop().suspend(*task, here, until, State::blocked);
}

// --- tasks

TaskState::TaskState(Loop& loop, FutureBase& future)
    : loop_(loop), future_(future), id_(loop.strand().process().take_task_id()) {}

void TaskState::begin(std::coroutine_handle<> frame) {
  resume_at_ = frame;
  loop_.adopt(*this);
  loop_.make_ready(*this);
}

bool TaskState::cancel_task() {
  if (future_.done()) return false;
  // What it awaits is cancelled first; the task learns of it when that wakes it.
  if (waits_for_ && waits_for_->cancel()) return true;
  cancel_at_resume_ = true;
  loop_.make_ready(*this);
  return true;
}

// --- the loop

Loop& get_event_loop() {
  Strand* const s = Strand::current();
  if (!s) throw RuntimeError("There is no current event loop");
  auto& current = s->kept().get<CurrentLoop>();
  if (!current.loop) current.loop = std::make_unique<Loop>(*s);
  return *current.loop;
}

Loop& get_running_loop() {
  Strand* const s = Strand::current();
  auto* const current = s ? s->kept().find<CurrentLoop>() : nullptr;
  if (!current || !current->loop || !current->loop->is_running())
    throw RuntimeError("no running event loop");
  return *current->loop;
}

NewLoop::NewLoop(Strand& strand) : current_(strand.kept().get<CurrentLoop>()) {
  if (current_.loop && current_.loop->is_running())
    throw RuntimeError("asyncio.run() cannot be called from a running event loop");
  before_ = std::exchange(current_.loop, std::make_unique<Loop>(strand));
}

NewLoop::~NewLoop() { current_.loop = std::move(before_); }

Loop::Loop(Strand& strand) : Object(ObjectKind::loop, "event loop"), strand_(strand) {}

Loop::~Loop() {
  closed_ = true;  // from here on nothing becomes ready
  for (TaskState* t : std::exchange(tasks_, {})) {
    if (!t->future_.done()) t->settle(true);
    t->future_.release();
  }
  for (TaskState* t : std::exchange(ready_, {})) t->future_.release();
  for (const Timer& t : std::exchange(timers_, {})) t.task->future_.release();
}

void Loop::close() {
  if (running_) throw RuntimeError("Cannot close a running event loop");
  closed_ = true;
}

void Loop::adopt(TaskState& task) {
  if (closed_) throw RuntimeError("Event loop is closed");
  task.future_.retain();
  task.index_ = tasks_.size();
  tasks_.push_back(&task);
  strand_.record_text(EventKind::task_started, 0, task.id_, current_ ? current_->id_ : 0,
                      "Task-" + std::to_string(task.id_));
}

void Loop::make_ready(TaskState& task) {
  if (task.ready_ || closed_) return;
  task.ready_ = true;
  task.future_.retain();
  ready_.push_back(&task);
}

void Loop::record_task(TaskState& task, State state, Nanos deadline) {
  strand_.record_at(stamp_, EventKind::task_state, static_cast<std::uint16_t>(state), task.id_,
                    static_cast<std::uint64_t>(deadline));
}

void Loop::suspend(TaskState& task, std::coroutine_handle<> here, Nanos until, State state) {
  task.resume_at_ = here;
  stamp_ = strand_.now();
  if (until != kNever) add_timer(task, until);
  record_task(task, state, until);
  strand_.next = here_;
}

void Loop::sleep(TaskState& task, std::coroutine_handle<> here, Nanos duration) {
  if (duration > 0) return suspend(task, here, strand_.deadline_in(duration), State::sleeping);
  suspend(task, here, kNever, State::ready);
  make_ready(task);
}

void Loop::wait_for(TaskState& task, std::coroutine_handle<> here, FutureBase& future,
                    FutureBase::Waiter& waiter) {
  waiter.join(future);
  task.waits_for_ = &future;
  suspend(task, here, kNever, State::blocked);
}

void Loop::add_timer(TaskState& task, Nanos when) {
  // Timers of waits that ended early are void; they go when they are most.
  if (void_timers_ > 100 && void_timers_ > timers_.size() / 2) {
    std::erase_if(timers_, [](const Timer& t) {
      const bool is_void = t.suspension != t.task->suspension_;
      if (is_void) t.task->future_.release();
      return is_void;
    });
    std::make_heap(timers_.begin(), timers_.end(), Later{});
    void_timers_ = 0;
  }
  task.future_.retain();
  task.has_timer_ = true;
  timers_.push_back({when, timers_made_++, &task, task.suspension_});
  std::push_heap(timers_.begin(), timers_.end(), Later{});
}

void Loop::fire_timers() {
  if (timers_.empty()) return;
  const Nanos now = strand_.now();
  while (!timers_.empty() && timers_.front().when <= now) {
    std::pop_heap(timers_.begin(), timers_.end(), Later{});
    const Timer t = timers_.back();
    timers_.pop_back();
    if (t.suspension != t.task->suspension_) {
      --void_timers_;
    } else {
      t.task->has_timer_ = false;
      if (!t.task->future_.done()) make_ready(*t.task);
    }
    t.task->future_.release();
  }
}

// "A task is ready, or the next timer is due." No other strand touches a loop, so only time ends
// it.
struct Loop::Idle {
  Loop& loop;
  static constexpr Verb kVerb = Verb::wait;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return loop; }
  bool enabled(const Strand&) const { return !loop.ready_.empty(); }
  void perform(Strand&) {}
  Nanos deadline() const { return loop.timers_.empty() ? kNever : loop.timers_.front().when; }
  void expire(Strand&) {}
  void result() const {}
};

// On the virtual kernel each task's turn is a step, so that endless loops end and each can be
// watched.
struct Loop::Turn {
  static constexpr Verb kVerb = Verb::resume;
  Loop& loop;
  TaskId task;
  static constexpr Wakes kWakes = Wakes::none;
  Object& object() const { return loop; }
  void perform(Strand&) {}
  void result() const {}
  Payload payload() const { return Payload::of(task); }
};

// Resumes a task; control comes back when it suspends in something of the loop's, or ends.
struct Loop::Step {
  using MovesControl = void;
  Loop& loop;
  TaskState& task;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> here) const {
    loop.here_ = here;
    loop.current_ = &task;
    loop.record_task(task, State::running, kNever);
    loop.strand_.next = task.resume_at_;
  }
  void await_resume() const noexcept { loop.current_ = nullptr; }
};

void Loop::finish(TaskState& task, bool cancelled_before_start) {
  Reference<FutureBase> keep(&task.future_);
  tasks_[task.index_] = tasks_.back();
  tasks_[task.index_]->index_ = task.index_;
  tasks_.pop_back();
  task.future_.release();
  task.settle(cancelled_before_start);
  using Status = FutureBase::Status;
  const Status status = task.future_.status();
  stamp_ = strand_.now();
  strand_.record_at(stamp_, EventKind::task_ended,
                    status == Status::returned ? 0
                    : status == Status::raised ? 1
                                               : 2,
                    task.id_);
}

telar::Task<> Loop::run_until_done(FutureBase& future) {
  if (closed_) throw RuntimeError("Event loop is closed");
  if (running_) throw RuntimeError("This event loop is already running");
  running_ = true;
  struct Running {
    Loop& loop;
    ~Running() { loop.running_ = false; }
  } running{*this};
  stamp_ = strand_.now();
  while (!future.done()) {
    if (ready_.empty()) {
      co_await Idle{*this};
      stamp_ = strand_.now();
    }
    fire_timers();
    // Those ready now; whom they make ready comes in the next round, after the timers.
    for (std::size_t n = ready_.size(); n > 0; --n) {
      strand_.check_stop();
      TaskState& task = *ready_.front();
      ready_.pop_front();
      Reference<FutureBase> keep(&task.future_);
      task.future_.release();  // the line's
      task.ready_ = false;
      task.waits_for_ = nullptr;
      ++task.suspension_;
      if (std::exchange(task.has_timer_, false)) ++void_timers_;
      if (task.future_.done()) continue;
      if (!task.started_ && task.cancel_at_resume_) {
        finish(task, true);
        continue;
      }
      task.started_ = true;
      if (strand_.kernel().turns_are_steps()) {
        co_await Turn{*this, task.id_};
        stamp_ = strand_.now();
      }
      co_await Step{*this, task};
      if (task.ended()) finish(task, false);
    }
  }
}

telar::Task<> Loop::cancel_all() {
  std::vector<Reference<FutureBase>> left;
  for (TaskState* t : tasks_) left.emplace_back(&t->future_);
  for (auto& f : left) f->cancel();
  for (auto& f : left) co_await run_until_done(*f);
}

}  // namespace telar::asyncio
