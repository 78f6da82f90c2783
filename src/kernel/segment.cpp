#include "kernel/segment.hpp"

#include <algorithm>
#include <cstring>

#include "base/check.hpp"
#include "platform/clock.hpp"

namespace telar {
namespace {

// The header's words.
constexpr Offset kMagicWord = 0, kEpochLow = 4, kEpochHigh = 8, kStopWord = 12, kProcessCount = 16,
                 kHeapLock = 20, kHeapTop = 24, kHeapFree = 28, kWorkRate = 32, kTable = 64;
constexpr std::uint32_t kMagic = 0x4c525431;  // "TLR1"

// An entry of the process table, in bytes from its beginning. The first three words are the
// platform's status.
constexpr std::size_t kState = 0, kExitCode = 4, kOsId = 8, kParent = 12, kMessage = 16,
                      kEventPipe = 20, kGivenBack = 24, kEndLock = 28, kEndWaiters = 32,
                      kEntryBytes = 48;
constexpr Offset kHeap = kTable + Segment::kMostProcesses * kEntryBytes;

// A heap block: {bytes that can be used, next free block}, then the bytes. 16-byte aligned.
constexpr Offset kBlockHeader = 16;

constexpr std::uint32_t kContended = 0x8000'0000;

}  // namespace

Segment::Segment(std::shared_ptr<SharedMemory> memory, Nanos epoch) : memory_(std::move(memory)) {
  lay_out(epoch);
}

void Segment::lay_out(Nanos epoch) {
  memory_->store(kEpochLow, static_cast<std::uint32_t>(epoch));
  memory_->store(kEpochHigh, static_cast<std::uint32_t>(epoch >> 32));
  memory_->store(kHeapTop, kHeap);
  memory_->store(kProcessCount, 1);
  memory_->store(entry(0, kState), static_cast<std::uint32_t>(ProcessState::running));
  memory_->store(kMagicWord, kMagic);
}

Segment::Segment(std::shared_ptr<SharedMemory> memory) : memory_(std::move(memory)) {
  TELAR_CHECK(memory_->load(kMagicWord) == kMagic);
}

bool Segment::is_used() const { return memory_->load(kHeapTop) != kHeap; }

void Segment::begin_again() {
  const Offset used = memory_->load(kHeapTop);
  const std::vector<std::byte> zeros(used);
  memory_->write(0, zeros);
  lay_out(0);
}

void Segment::set_running(ProcessId id) {
  memory_->store(entry(id, kState), static_cast<std::uint32_t>(ProcessState::running));
}
void Segment::set_ended(ProcessId id, std::int32_t exit_code) {
  memory_->store(entry(id, kExitCode), static_cast<std::uint32_t>(exit_code));
  memory_->store(entry(id, kState), static_cast<std::uint32_t>(ProcessState::ended));
}

Nanos Segment::epoch() const {
  return static_cast<Nanos>(static_cast<std::uint64_t>(memory_->load(kEpochHigh)) << 32 |
                            memory_->load(kEpochLow));
}

Offset Segment::entry(ProcessId id, std::size_t field) const {
  TELAR_CHECK(id < kMostProcesses);
  return static_cast<Offset>(kTable + id * kEntryBytes + field);
}

// --- locks

void Segment::lock_word(Offset word) const {
  const std::uint32_t me = child_process_id() + 1;
  for (int spins = 0; spins < 100; ++spins)
    if (memory_->compare_exchange(word, 0, me)) return;
  for (;;) {
    std::uint32_t held = memory_->load(word);
    if (held == 0) {
      // Others may wait too, and this taker cannot know: leave the mark, unlock will wake one.
      if (memory_->compare_exchange(word, 0, me | kContended)) return;
      continue;
    }
    if (!(held & kContended)) {
      if (!memory_->compare_exchange(word, held, held | kContended)) continue;
      held |= kContended;
    }
    memory_->wait(word, held, monotonic_now() + 50 * kMillisecond);
    const ProcessId owner = (held & ~kContended) - 1;
    if (memory_->load(word) == held && owner + 1 != me && state_of(owner) == ProcessState::ended &&
        memory_->compare_exchange(word, held, me | kContended))
      return;
  }
}

void Segment::unlock_word(Offset word) const {
  const std::uint32_t me = child_process_id() + 1;
  if (memory_->compare_exchange(word, me, 0)) return;
  // Fails only if the lock was taken over: this process counts as ended, and this thread is its
  // last breath.
  if (memory_->compare_exchange(word, me | kContended, 0)) memory_->notify(word, 1);
}

// --- the heap: first fit over a list of free blocks, else from the top

Offset Segment::allocate(std::size_t bytes) {
  if (bytes > memory_->size()) return 0;
  const auto size = static_cast<Offset>((bytes + 15) & ~std::size_t{15});
  lock_word(kHeapLock);
  Offset found = 0;
  for (Offset link = kHeapFree, block; (block = memory_->load(link)) != 0; link = block + 4) {
    const Offset has = memory_->load(block);
    if (has < size || has > 2 * size + 64)
      continue;  // a block much too large is kept for who needs it
    memory_->store(link, memory_->load(block + 4));
    found = block;
    break;
  }
  if (!found) {
    const Offset top = memory_->load(kHeapTop);
    if (size + kBlockHeader <= memory_->size() - top) {
      found = top;
      memory_->store(found, size);
      memory_->store(kHeapTop, top + kBlockHeader + size);
    }
  }
  unlock_word(kHeapLock);
  return found ? found + kBlockHeader : 0;
}

void Segment::release_locked(Offset block) {
  block -= kBlockHeader;
  memory_->store(block + 4, memory_->load(kHeapFree));
  memory_->store(kHeapFree, block);
}

void Segment::release(Offset block) {
  lock_word(kHeapLock);
  release_locked(block);
  unlock_word(kHeapLock);
}

// --- stop and work rate

void Segment::request_stop() {
  memory_->store(kStopWord, 1);
  memory_->notify(kStopWord, INT32_MAX);
}
bool Segment::stop_requested() const { return memory_->load(kStopWord) != 0; }

std::uint32_t Segment::work_rate() const { return memory_->load(kWorkRate); }
std::uint32_t Segment::offer_work_rate(std::uint32_t rate) {
  memory_->compare_exchange(kWorkRate, 0, rate);
  return memory_->load(kWorkRate);
}

// --- processes

std::optional<ProcessId> Segment::add_process(ProcessId parent,
                                              std::span<const std::byte> message) {
  // What ended processes no longer need. Here, since this may wait for the lock and who reads their
  // events may not.
  lock_word(kHeapLock);
  const std::uint32_t count = process_count();
  for (ProcessId id = 1; id < count; ++id) {
    if (memory_->load(entry(id, kGivenBack)) != 1) continue;
    memory_->store(entry(id, kGivenBack), 2);
    release_locked(memory_->load(entry(id, kEventPipe)));
    release_locked(memory_->load(entry(id, kMessage)));
  }
  const bool room = count < kMostProcesses;
  unlock_word(kHeapLock);
  if (!room) return std::nullopt;

  const Offset text = allocate(message.size() + 4),
               pipe = allocate(Pipe::bytes_needed(kEventPipeBytes));
  if (!text || !pipe) {
    if (text) release(text);
    if (pipe) release(pipe);
    return std::nullopt;
  }
  memory_->store(text, static_cast<std::uint32_t>(message.size()));
  memory_->write(text + 4, message);
  Pipe::make(*memory_, pipe, kEventPipeBytes);

  lock_word(kHeapLock);
  const ProcessId id = memory_->load(kProcessCount);
  if (id < kMostProcesses) {
    memory_->store(entry(id, kParent), parent);
    memory_->store(entry(id, kMessage), text);
    memory_->store(entry(id, kEventPipe), pipe);
    memory_->store(entry(id, kState), static_cast<std::uint32_t>(ProcessState::starting));
    memory_->store(kProcessCount, id + 1);
  } else {
    release_locked(text);
    release_locked(pipe);
  }
  unlock_word(kHeapLock);
  if (id >= kMostProcesses) return std::nullopt;
  return id;
}

std::uint32_t Segment::process_count() const { return memory_->load(kProcessCount); }
Offset Segment::status_of(ProcessId id) const { return entry(id, kState); }
ProcessState Segment::state_of(ProcessId id) const {
  return static_cast<ProcessState>(memory_->load(entry(id, kState)));
}
std::int32_t Segment::exit_code_of(ProcessId id) const {
  return static_cast<std::int32_t>(memory_->load(entry(id, kExitCode)));
}
std::uint32_t Segment::os_id_of(ProcessId id) const { return memory_->load(entry(id, kOsId)); }
ProcessId Segment::parent_of(ProcessId id) const { return memory_->load(entry(id, kParent)); }

std::vector<std::byte> Segment::start_message_of(ProcessId id) const {
  const Offset text = memory_->load(entry(id, kMessage));
  std::vector<std::byte> message(memory_->load(text));
  memory_->read(text + 4, message);
  return message;
}

std::optional<Pipe> Segment::event_pipe_of(ProcessId id) const {
  if (memory_->load(entry(id, kGivenBack)) != 0) return std::nullopt;
  return Pipe::open(*memory_, memory_->load(entry(id, kEventPipe)));
}

void Segment::give_back(ProcessId id) { memory_->store(entry(id, kGivenBack), 1); }

void Segment::end_all(int signal) {
  const std::uint32_t count = process_count();
  for (ProcessId id = 1; id < count; ++id)
    if (parent_of(id) == child_process_id() && state_of(id) != ProcessState::ended)
      end_process(*memory_, id, status_of(id), static_cast<EndSignal>(signal));
}

Segment::EndWords Segment::end_words_of(ProcessId id) const {
  return {entry(id, kEndLock), entry(id, kState), entry(id, kEndWaiters)};
}

}  // namespace telar
