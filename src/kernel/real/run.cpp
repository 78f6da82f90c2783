#include "kernel/real/run.hpp"

#include <algorithm>
#include <cstdint>
#include <system_error>
#include <thread>

#include "platform/clock.hpp"
#include "platform/futex.hpp"
#include "platform/process.hpp"
#include "trace/event_text.hpp"

namespace telar {

Run::Run(std::function<Task<>()> body, Options options)
    : options_(std::move(options)), kernel_(monotonic_now()) {
  auto why = NoSharedMemory::none;
  if (options_.processes) {
    if (auto memory = SharedMemory::create(Segment::kBytes, &why)) {
      segment_ = std::make_shared<Segment>(std::move(memory), kernel_.epoch());
      kernel_.attach(segment_);
    }
  }
  process_ = std::make_unique<ProcessContext>(kernel_, 0, options_.process_name, options_.settings);
  process_->flush = [this] { flush(); };
  process_->report_error = options_.report_error;
  children_.emplace_back();
  auto strand = kernel_.make_strand(*process_, options_.strand_name, std::move(body), false);
  record_main(EventKind::process_started, 0, 0, 0, options_.process_name);
  record_main(EventKind::process_running, 0, 0, os_process_id(), {});
  record_main(EventKind::strand_started, 0, strand->id(), 0, options_.strand_name);
  if (why != NoSharedMemory::none) {
    refuse(why);
    return;
  }
  try {
    std::thread([this, main = main_, strand = std::move(strand)]() mutable {
      Strand& s = *strand;
      kernel_.run_main(strand);
      main->error = s.error();
      main->ended_at = kernel_.now();
      strand.reset();
      main->returned.store(true, std::memory_order_release);  // from here on the run may be gone
      main->bump();
    }).detach();
  } catch (const std::system_error&) {
    refuse(NoSharedMemory::none);
  }
}

// It could not begin: polling it tells so.
void Run::refuse(NoSharedMemory why) {
  refused_ = true;
  if (options_.describe_refusal) error_ = options_.describe_refusal(why);
  main_->ended_at = kernel_.now();
  main_->returned = true;
}

Run::~Run() {
  if (!over_) {
    stop();
    if (segment_) segment_->end_all(9);
  }
  while (!over_ && !main_->returned.load(std::memory_order_acquire)) {
    const std::uint32_t seen = main_->activity.load();
    if (!main_->returned.load(std::memory_order_acquire))
      futex_wait(main_->activity, seen, monotonic_now() + kSecond);
    if (segment_) segment_->end_all(9);
  }
}

void Run::MainThread::bump() {
  activity.fetch_add(1);
  futex_wake(activity, INT32_MAX);
}

void Run::record_main(EventKind kind, std::uint16_t detail, std::uint64_t a, std::uint64_t b,
                      std::string_view text) {
  Recorder* recorder = process_->collector.open();
  recorder->record({kernel_.now(), make_strand_id(0, 0), kind, detail, a, b}, text);
  process_->collector.close(recorder);
}

void Run::flush() {
  {
    std::lock_guard lock(backlog_mutex_);
    // While nobody polls (a page in the background), events wait here; beyond this, the rings fill,
    // drop and count.
    if (backlog_.size() < kMostBacklog) process_->collector.drain(backlog_);
  }
  main_->bump();
}

void Run::wait(Nanos deadline) {
  const std::uint32_t seen = main_->activity.load();
  if (over_ || main_->returned.load(std::memory_order_acquire)) {
    // Only children are left to wait for; they are seen by polling.
    std::atomic<std::uint32_t> nobody{0};
    futex_wait(nobody, 0, std::min(deadline, monotonic_now() + kMillisecond));
    return;
  }
  futex_wait(main_->activity, seen, deadline);
}

void Run::stop() {
  if (stop_asked_.exchange(true)) return;
  stop_asked_at_ = kernel_.now();
  if (segment_) segment_->request_stop();
  kernel_.stop();
}

bool Run::poll_children() {
  if (!segment_) return true;
  bool all_read = true;
  const std::uint32_t count = segment_->process_count();
  while (children_.size() < count) children_.emplace_back();
  std::byte buffer[16 * 1024];
  for (ProcessId id = 1; id < count; ++id) {
    Child& child = children_[id];
    if (child.read) continue;
    // Looked at before the pipe: what it wrote before it ended is then in the pipe.
    const bool ended = segment_->state_of(id) == ProcessState::ended;
    auto pipe = segment_->event_pipe_of(id);
    while (pipe) {
      const std::size_t n = pipe->read(buffer);
      if (n == 0) break;
      child.reader.feed(std::span(buffer).first(n));
    }
    while (auto packet = child.reader.next()) {
      for (const Event& e : packet->events)
        child.end_seen |= e.kind == EventKind::process_ended && e.a == id;
      polled_.insert(polled_.end(), packet->events.begin(), packet->events.end());
    }
    if (!ended) {
      all_read = false;
      continue;
    }
    child.read = true;
    const std::int32_t code = segment_->exit_code_of(id);
    // Cut short: it gave up because nobody read, or was ended in the midst of a packet.
    if (code >= 0 && (!child.end_seen || child.reader.pending_bytes() > 0))
      polled_.push_back({kernel_.now(), make_strand_id(id, 0), EventKind::dropped, 0, 1, 0});
    if (!child.end_seen)
      polled_.push_back({kernel_.now(), make_strand_id(id, 0), EventKind::process_ended, 0, id,
                         static_cast<std::uint64_t>(static_cast<std::int64_t>(code))});
    // On the web a killed one's threads may write for another moment: its blocks are not used again
    // in this run.
    if (code >= 0) segment_->give_back(id);
  }
  return all_read;
}

bool Run::poll(Store& store) {
  const bool returned = main_->returned.load(std::memory_order_acquire);
  {
    std::lock_guard lock(backlog_mutex_);
    process_->collector.drain(backlog_);
    polled_.swap(backlog_);
  }
  const bool children_ended = poll_children();
  if (returned && children_ended && !over_) {
    over_ = true;
    elapsed_ = main_->ended_at;
    const bool failed = refused_ || main_->error;
    outcome_ = stop_asked_ && !refused_ ? Outcome::stopped
               : failed                 ? Outcome::failed
                                        : Outcome::finished;
    if (main_->error && outcome_ == Outcome::failed && options_.describe)
      error_ = options_.describe(main_->error);
    polled_.push_back({elapsed_, make_strand_id(0, 0), EventKind::process_ended, 0, 0,
                       static_cast<std::uint64_t>(failed ? 1 : 0)});
    store.append(polled_);
    polled_.clear();
    append_run_end(polled_, store.end(), elapsed_, outcome_, error_);
  } else if (!over_ && segment_) {
    // A process that has not unwound by now, or has outlived the main process, does not mean to
    // end. Again at each poll, for one that was just being started.
    const Nanos since = std::min(stop_asked_at_.load(), main_->ended_at.load());
    if (since != kNever && kernel_.now() - since > kSecond) segment_->end_all(9);
  }
  const bool any = !polled_.empty();
  store.append(polled_);
  polled_.clear();
  return any;
}

}  // namespace telar
