// Event: what happened, as a plain record of 32 bytes. Recorders write them, packets carry them,
// the Store reads them; nothing else travels from a run to what shows it.
#pragma once
#include <cstdint>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace telar {

// What a strand (or a task) is doing. The kernel alone emits these.
enum class State : std::uint16_t {
  ready,     // could run, waits for its turn (virtual kernel; in real time the OS does not tell)
  running,   // executing
  sleeping,  // waits for the clock alone
  blocked,   // waits for an object: `a` is its ObjectId, 0 if it waits for the outside
  finished,
};

enum class ObjectKind : std::uint16_t {
  none,
  lock,
  rlock,
  condition,
  semaphore,
  event,
  barrier,
  queue,
  thread,
  process,
  pipe,
  pool,
  loop,
  future,
  console,
  interpreter_lock,
  core,
  shared,
};

// What an operation is to a person: the word for it when somebody chooses who goes next, or asks
// who waits for what.
enum class Verb : unsigned char {
  step,
  acquire,
  release,
  put,
  get,
  wait,
  notify,
  set,
  clear,
  start,
  join,
  write,
  sleep,
  compute,
  load,
  store,
  update,
  look,
  resume,
  arrive,
};

// `time` is nanoseconds since the run began. `strand` is who did it. `detail`, `a` and `b` depend
// on the kind; those marked +text are followed by `text` events that hold the bytes (see
// recorder.hpp).
enum class EventKind : std::uint16_t {
  // --- the kernel's
  process_started = 1,  // a: process id, b: its parent process id                       +text: name
  process_running,      // a: process id, b: the OS's id of it (pid; worker number on the web)
  process_ended,        // a: process id, b: exit code (signed; negative: the signal, as in Python)
  strand_started,       // a: id of the new strand (`strand` is its starter)             +text: name
  strand_state,         // detail: State, a: object id if blocked, b: deadline or kNever
  object_named,         // detail: ObjectKind, a: object id                              +text: name
  // --- the primitives'
  wait = 32,  // a: object — begins to wait on it (only if it must)
  acquire,    // a: object, b: how many are left (semaphore) or the depth (RLock)
  release,    // a: object
  put,        // a: object, b: how many items it holds now
  get,        // a: object, b: how many items it holds now
  signal,     // a: object, b: how many were woken (Event.set, notify, Barrier passes)
  send,       // a: object, b: bytes
  receive,    // a: object, b: bytes
  write,  // a: object (the console), b: bytes                             +text: what was written
  load,
  store,  // a: object, b: value (shared variables); detail: 1 if both were one indivisible step
  // --- asyncio's
  task_started = 64,  // a: task id, b: task id of its creator or 0                    +text: name
  task_state,         // detail: State, a: task id, b: deadline or kNever if sleeping
  task_ended,         // a: task id, detail: 0 returned, 1 raised, 2 cancelled
  task_gathers,       // a: task id, b: how many others it waits for at once (wait, gather)
  // --- pools: a job is a call handed to a pool
  job_submitted =
      80,     // a: job id (numbered within the process that owns the pool), b: pool object id
  job_begun,  // a: job id, b: process id of the pool's owner; emitted by the worker
  job_ended,  // the same; detail: 0 returned, 1 raised
  // --- the recorder's own
  text = 120,  // detail: how many of the 16 bytes of a and b count; continues the event before it
  dropped,     // a: how many events of this ring were lost here
};

struct Event {
  Nanos time;
  StrandId strand;
  EventKind kind;
  std::uint16_t detail;
  std::uint64_t a, b;
};
static_assert(sizeof(Event) == 32, "two builds and two processes share this layout");

}  // namespace telar
