// The words in shared memory that say how a process fares, as platform/process.hpp describes them:
// {state, exit code, os id}. `words` is an Int32Array of the whole shared buffer, `status` a byte address in it.

export const starting = 1, running = 2, ended = 3;
const noExitCode = 0x80000000 | 0;

export function stateOf(words, status) {
  return Atomics.load(words, status >> 2);
}

export function setOsId(words, status, id) {
  Atomics.store(words, (status >> 2) + 2, id);
}

export function becomeRunning(words, status) {
  Atomics.compareExchange(words, status >> 2, starting, running);
  Atomics.notify(words, status >> 2);
}

// Whoever comes first, the process itself or its launcher, says with which exit code; both may say that it has ended.
export function end(words, status, exitCode) {
  Atomics.compareExchange(words, (status >> 2) + 1, noExitCode, exitCode);
  Atomics.store(words, status >> 2, ended);
  Atomics.notify(words, status >> 2);
}
