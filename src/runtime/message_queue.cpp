#include "runtime/message_queue.hpp"

#include <cstring>

#include "runtime/errors.hpp"

namespace telar::multiprocessing {
namespace {

// In the Segment: the SharedObject's words, then these, then the ring.
constexpr Offset kCount = SharedObject::kWordsBytes, kMaxSize = 36, kClosed = 40, kRing = 64;
constexpr std::size_t kCapacity = 64 * 1024;
// A message is its length and its bytes; a large one lies in a block of its own, and the ring holds
// its length with this bit and the block.
constexpr std::uint32_t kElsewhere = 0x8000'0000;
constexpr std::size_t kLarge = kCapacity / 4;

// How many messages there are. A process killed between its message and the count leaves it wrong
// by one, until the ring is empty.
std::uint32_t count_in(SharedMemory& memory, Offset at) {
  return Pipe::open(memory, at + kRing).readable_bytes() == 0 ? 0 : memory.load(at + kCount);
}

}  // namespace

struct MessageQueue::Put {
  static constexpr Verb kVerb = Verb::put;
  static constexpr Wakes kWakes = Wakes::one;
  static constexpr auto kSide = SharedObject::Side::putters;
  SharedObject& queue;
  Offset at;
  const Bytes& framed;  // length and message, or where it lies
  Nanos until;
  bool done = false;

  SharedObject& object() const { return queue; }
  SharedMemory& memory() const { return queue.segment().memory(); }
  bool enabled(const Strand&) const {
    const std::uint32_t most = memory().load(at + kMaxSize);
    return (most == 0 || count_in(memory(), at) < most) &&
           Pipe::open(memory(), at + kRing).writable_bytes() >= framed.size();
  }
  void perform(Strand& s) {
    // In one write, so that a process killed in the midst of it leaves no half message.
    const std::uint32_t count = count_in(memory(), at) + 1;
    Pipe::open(memory(), at + kRing).write(framed);
    memory().store(at + kCount, count);
    s.record_operation(EventKind::put, queue, {}, small_count(count));
    done = true;
  }
  Nanos deadline() const { return until; }
  void expire(Strand&) {}
  bool result() const { return done; }
};

struct MessageQueue::Get {
  static constexpr Verb kVerb = Verb::get;
  static constexpr Wakes kWakes = Wakes::one;
  static constexpr auto kSide = SharedObject::Side::getters;
  SharedObject& queue;
  Offset at;
  Nanos until;
  GetOptions options;
  std::optional<Bytes> message = {};
  Offset block = 0;
  bool damaged = false;

  SharedObject& object() const { return queue; }
  SharedMemory& memory() const { return queue.segment().memory(); }
  bool enabled(const Strand&) const {
    return Pipe::open(memory(), at + kRing).readable_bytes() > 0 || memory().load(at + kClosed) ||
           (options.give_up && options.give_up(options.context));
  }
  void perform(Strand& s) {
    Pipe ring = Pipe::open(memory(), at + kRing);
    const std::size_t there = ring.readable_bytes();
    if (there == 0) return;
    std::uint32_t head = 0;
    if (there >= 4) ring.peek(0, std::as_writable_bytes(std::span(&head, 1)));
    const std::size_t length = head & ~kElsewhere, in_ring = 4 + (head & kElsewhere ? 4 : length);
    damaged = there < in_ring || length > memory().size();
    if (damaged) return;
    message.emplace(length);
    if (head & kElsewhere) {
      ring.peek(4, std::as_writable_bytes(std::span(&block, 1)));
      memory().read(block, *message);
    } else {
      ring.peek(4, *message);
    }
    if (std::uint32_t first; options.note && length >= sizeof first) {
      std::memcpy(&first, message->data(), sizeof first);
      memory().store(options.note, first);
    }
    // Taken wholly at once: a process killed before this leaves the message to another.
    ring.skip(in_ring);
    const std::uint32_t count = memory().load(at + kCount);
    memory().store(at + kCount, count > 0 ? count - 1 : 0);
    s.record_operation(EventKind::get, queue, {}, small_count(count_in(memory(), at)));
  }
  Nanos deadline() const { return until; }
  void expire(Strand&) {}
  std::pair<std::optional<Bytes>, Offset> result() {
    if (damaged) throw OSError("the queue is damaged: a process was ended while it used it");
    return {std::move(message), block};
  }
};

struct MessageQueue::Look {
  static constexpr Verb kVerb = Verb::look;
  static constexpr Wakes kWakes = Wakes::none;
  static constexpr bool kWrites = false;
  static constexpr auto kSide = SharedObject::Side::getters;
  SharedObject& queue;
  Offset at;
  int size = 0;
  SharedObject& object() const { return queue; }
  void perform(Strand&) { size = static_cast<int>(count_in(queue.segment().memory(), at)); }
  int result() const { return size; }
};

struct MessageQueue::Close {
  static constexpr Verb kVerb = Verb::set;
  static constexpr Wakes kWakes = Wakes::all;
  static constexpr auto kSide = SharedObject::Side::putters;  // wakes the getters
  SharedObject& queue;
  Offset at;
  SharedObject& object() const { return queue; }
  void perform(Strand&) { queue.segment().memory().store(at + kClosed, 1); }
  void result() const {}
};

std::shared_ptr<SharedObject> MessageQueue::object(Strand& s) const {
  if (at_ == 0) throw RuntimeError("this queue was not made");
  return s.kernel().shared_objects().at(*s.process().segment(), at_, ObjectKind::pipe, name_);
}

Task<MessageQueue> MessageQueue::make(int maxsize, std::string name) {
  Strand& s = co_await current_strand();
  if (!s.process().segment()) throw OSError("processes cannot be had here");
  Segment& segment = *s.process().segment();
  MessageQueue queue;
  queue.at_ = segment.allocate(kRing + Pipe::bytes_needed(kCapacity));
  if (!queue.at_) throw MemoryError("no room for a queue in shared memory");
  queue.name_ = std::move(name);
  SharedMemory& memory = segment.memory();
  for (Offset word = 0; word < kRing; word += 4) memory.store(queue.at_ + word, 0);
  memory.store(queue.at_ + kMaxSize, maxsize > 0 ? static_cast<std::uint32_t>(maxsize) : 0);
  Pipe::make(memory, queue.at_ + kRing, kCapacity);
  co_return queue;
}

Task<bool> MessageQueue::put(Bytes message, Timeout timeout) {
  Strand& s = co_await current_strand();
  auto queue = object(s);
  Segment& segment = queue->segment();
  Offset block = 0;
  if (message.size() > kLarge) {
    block = message.size() < kElsewhere ? segment.allocate(message.size()) : 0;
    if (!block)
      throw MemoryError("no room for a message of " + std::to_string(message.size()) +
                        " bytes in shared memory");
    segment.memory().write(block, message);
  }
  const std::uint32_t words[2] = {
      static_cast<std::uint32_t>(message.size()) | (block ? kElsewhere : 0), block};
  const auto head = std::as_bytes(std::span(words)).first(block ? 8 : 4);
  if (block) message.clear();
  message.insert(message.begin(), head.begin(), head.end());
  const bool done = co_await Put{*queue, at_, message, deadline_after(s, timeout)};
  if (!done && block) segment.release(block);
  co_return done;
}

Task<std::optional<Bytes>> MessageQueue::get(Timeout timeout, GetOptions options) {
  Strand& s = co_await current_strand();
  auto queue = object(s);
  auto [message, block] = co_await Get{*queue, at_, deadline_after(s, timeout), options};
  if (block) queue->segment().release(block);
  co_return std::move(message);
}

Task<int> MessageQueue::qsize() {
  Strand& s = co_await current_strand();
  auto queue = object(s);
  co_return co_await Look{*queue, at_};
}

Task<> MessageQueue::close() {
  Strand& s = co_await current_strand();
  auto queue = object(s);
  co_await Close{*queue, at_};
}

void MessageQueue::destroy(Kernel& kernel) {
  if (!at_) return;
  kernel.shared_objects().forget(at_);
  kernel.segment()->release(std::exchange(at_, 0));
}

}  // namespace telar::multiprocessing
