// queue: Queue, as in Python's module of that name (https://docs.python.org/3/library/queue.html):
// items in order from the strands that put to the strands that get, bounded if it has a maxsize.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "kernel/task.hpp"
#include "runtime/errors.hpp"
#include "runtime/threading.hpp"

namespace telar::queue {

template <class T>
class Queue : public Object {
 public:
  // maxsize <= 0: unbounded.
  explicit Queue(int maxsize = 0, std::string name = {})
      : Object(ObjectKind::queue, std::move(name)), maxsize_(maxsize) {}

  struct Put {
    Queue& queue;
    T item;
    Nanos until;
    bool full = false;
    static constexpr Verb kVerb = Verb::put;
    static constexpr Wakes kWakes = Wakes::one;
    Object& object() const { return queue; }
    bool enabled(const Strand&) const { return !queue.is_full(); }
    void perform(Strand& s) {
      queue.items_.push_back(std::move(item));
      ++queue.unfinished_;
      s.record_operation(EventKind::put, queue, Payload::of_item(queue.items_.back()),
                         small_count(queue.items_.size()));
    }
    Payload payload() const { return Payload::of_item(item); }
    Nanos deadline() const { return until; }
    void expire(Strand&) { full = true; }
    void result() const {
      if (full) throw Full();
    }
  };
  struct PutSoon {
    Queue& queue;
    T item;
    Timeout timeout;
    Put bind(Strand& s) { return {queue, std::move(item), deadline_after(s, timeout)}; }
  };
  struct Get {
    Queue& queue;
    Nanos until;
    std::optional<T> item = {};
    static constexpr Verb kVerb = Verb::get;
    static constexpr Wakes kWakes = Wakes::one;
    Object& object() const { return queue; }
    bool enabled(const Strand&) const { return !queue.items_.empty(); }
    void perform(Strand& s) {
      item.emplace(std::move(queue.items_.front()));
      queue.items_.pop_front();
      s.record_operation(EventKind::get, queue, Payload::of_item(*item),
                         small_count(queue.items_.size()));
    }
    Nanos deadline() const { return until; }
    void expire(Strand&) {}
    T result() {
      if (!item) throw Empty();
      return std::move(*item);
    }
  };
  struct GetSoon {
    Queue& queue;
    Timeout timeout;
    Get bind(Strand& s) const { return {queue, deadline_after(s, timeout)}; }
  };
  struct TaskDone {
    Queue& queue;
    bool too_often = false;
    static constexpr Verb kVerb = Verb::notify;
    static constexpr Wakes kWakes = Wakes::all;  // every join(), once nothing is left
    Object& object() const { return queue; }
    void perform(Strand& s) {
      too_often = queue.unfinished_ == 0;
      if (too_often) return;
      --queue.unfinished_;
      s.record_operation(EventKind::signal, queue, {}, detail_of(kVerb));
    }
    void result() const {
      if (too_often) throw ValueError("task_done() called too many times");
    }
  };
  struct Join {
    Queue& queue;
    static constexpr Verb kVerb = Verb::join;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr bool kWrites = false;
    Object& object() const { return queue; }
    bool enabled(const Strand&) const { return queue.unfinished_ == 0; }
    void perform(Strand&) {}
    void result() const {}
  };
  struct Size {
    Queue& queue;
    int size = 0;
    static constexpr Verb kVerb = Verb::look;
    static constexpr Wakes kWakes = Wakes::none;
    static constexpr bool kWrites = false;
    Object& object() const { return queue; }
    void perform(Strand&) { size = static_cast<int>(queue.items_.size()); }
    int result() const { return size; }
  };

  // Waits while the queue is full. Full after the timeout; ValueError if that is negative.
  PutSoon put(T item, Timeout timeout = kForever) {
    return {*this, std::move(item), checked(timeout)};
  }
  PutSoon put_nowait(T item) { return {*this, std::move(item), Timeout(0)}; }
  // Waits while it is empty. Empty after the timeout; ValueError if that is negative.
  GetSoon get(Timeout timeout = kForever) { return {*this, checked(timeout)}; }
  GetSoon get_nowait() { return {*this, Timeout(0)}; }
  // Says that an item got before has been dealt with. ValueError if called more often than items
  // were put.
  TaskDone task_done() { return {*this}; }
  // Waits until every item put has been dealt with.
  Join join() { return {*this}; }
  // Awaited, since it is a look at what other strands change.
  Size qsize() { return {*this}; }

 private:
  static Timeout checked(Timeout timeout) {
    if (timeout && *timeout < 0) throw ValueError("'timeout' must be a non-negative number");
    return timeout;
  }
  bool is_full() const {
    return maxsize_ > 0 && items_.size() >= static_cast<std::size_t>(maxsize_);
  }

  const int maxsize_;
  std::deque<T> items_;
  std::size_t unfinished_ = 0;
};

}  // namespace telar::queue
