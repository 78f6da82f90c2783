// JavaScript inside each instance, linked with --js-library: what javascript.hpp declares. Runs in the page, in Node,
// in a process's Worker (each the "host" of its instance) and in every pthread Worker. Built without threads, an
// instance is alone, with its host's thread only: that is `#if PTHREADS`.
//
// The host gets Module['telar'] from web/launcher.mjs or web/process_worker.mjs:
//   ipc      the SharedArrayBuffer of all processes, or null     zero  where the common clock begins
//   id, part, bytes, in a child                                  in_main  true while main runs
//   request(message)  to the launcher, {type: 'start' | 'end' | 'warm', ...}
//   processes()  how many there are                              ended(code)  the program has returned
//   failed(what), in a child and in the page: a thread has trapped or thrown (or aborted, in a child)
// ipc and zero go on to each pthread Worker before it is loaded.
addToLibrary({
  $Telar__deps: [
#if PTHREADS
    '$PThread',
#endif
    '$UTF8ToString', '$stringToUTF8',
  ],
  $Telar__postset: 'Telar.init();',
  $Telar: {
    boot: {},
    words: null,  // Int32Array of the shared buffer: Atomics.wait wants that
    bytes: null,
    clock: 0,
    keep: 32,     // idle pthread Workers that are kept for later
    timer: 0,
    file: null,
    file_error: '',
    lines: ['', '', ''],

    init() {
#if PTHREADS
      if (ENVIRONMENT_IS_PTHREAD) {
        const receive = (data) => data['telar'] && Telar.adopt(data['telar']);
        if (ENVIRONMENT_IS_NODE) worker_threads['parentPort']['on']('message', receive);
        else addEventListener('message', (event) => receive(event.data));
        return;
      }
#endif
      const host = Module['telar'] ||= {};
#if PTHREADS
      Telar.adopt({ 'ipc': host['ipc'], 'zero': host['zero'] });
      host['warm_threads'] = Telar.warm_threads;
      const load = PThread.loadWasmModuleToWorker;
      PThread.loadWasmModuleToWorker = (worker) => {
        worker.postMessage({ 'telar': Telar.boot });
        const loaded = load(worker);
        // Emscripten would throw the event again, which says nothing to anybody. In a process an error in one thread is
        // the end of the process, and nothing else; the page says that it has crashed.
        if (host['failed']) {
          worker.onerror = (event) => {
            event['preventDefault']?.();
            host['failed'](String(event['message'] || 'uncaught exception'));
          };
        }
        return loaded;
      };
      const give_back = PThread.returnWorkerToPool;
      PThread.returnWorkerToPool = (worker) => {
        give_back(worker);
        if (PThread.unusedWorkers.length > Telar.keep) terminateWorker(PThread.unusedWorkers.pop());
      };
#else
      Telar.adopt({ 'zero': host['zero'] });
#endif
      // exit() in some thread; main's own return comes through here too and means nothing.
      const quit = quit_;
      quit_ = (status, what) => {
        if (what instanceof ExitStatus && !host['in_main']) Telar.ended(status);
        quit(status, what);
      };
    },

    adopt(boot) {
      Telar.boot = boot;
      if (boot['ipc']) {
        Telar.words = new Int32Array(boot['ipc']);
        Telar.bytes = new Uint8Array(boot['ipc']);
      }
      const zero = boot['zero'] || 0;
      if (ENVIRONMENT_IS_NODE) {
        // timeOrigin is each Worker's own reading of the wall clock; hrtime is one clock. What comes between the two
        // readings (a first use of `performance`, a collection) makes the difference too small: the largest is right.
        Telar.clock = -Infinity;
        for (let i = 0; i < 5; ++i) {
          const [seconds, nanoseconds] = process['hrtime']();
          Telar.clock = Math.max(Telar.clock, seconds * 1e3 + nanoseconds / 1e6 - performance.now() - zero);
        }
      } else {
        Telar.clock = performance.timeOrigin - zero;
      }
    },

#if PTHREADS
    warm_threads(count) {
      Telar.keep = Math.max(count, 32);
      while (PThread.unusedWorkers.length < count) {
        PThread.allocateUnusedWorker();
        PThread.loadWasmModuleToWorker(PThread.unusedWorkers[PThread.unusedWorkers.length - 1]);
      }
    },
#endif

    // Host: the program has returned or called exit.
    ended(code) {
#if PTHREADS
      clearInterval(Telar.timer);
      _telar_host_pump();
#endif
      _telar_host_flush();
      Module['telar']['ended']?.(code & 0xff);
    },

    request(message) {
      Module['telar']['request']?.(message);
    },

    // All bytes, as they are. Returns 0 or an errno.
    print(fd, bytes) {
      if (ENVIRONMENT_IS_NODE) {
        for (let done = 0; done < bytes.length;) {
          try {
            done += fs['writeSync'](fd, bytes, done);
          } catch (error) {
            if (error['code'] != 'EAGAIN') return error['code'] == 'EPIPE' ? {{{ cDefs.EPIPE }}} : {{{ cDefs.EIO }}};
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);  // a full pipe
          }
        }
        return 0;
      }
      const lines = (Telar.lines[fd] + new TextDecoder().decode(bytes)).split('\n');
      Telar.lines[fd] = lines.pop();
      for (const line of lines) fd == 2 ? console.error(line) : console.log(line);
      return 0;
    },

    // For what Node's fs does: its result, or null with file_error set.
    with_files(action) {
      if (!ENVIRONMENT_IS_NODE) {
        Telar.file_error = 'NO_FILES';
        return null;
      }
      try {
        return action();
      } catch (error) {
        Telar.file_error = error['code'] || String(error);
        return null;
      }
    },
  },

  telar_now_ns__deps: ['$Telar'],
  telar_now_ns: () => (performance.now() + Telar.clock) * 1e6,

  telar_cores: () => {
    if (!ENVIRONMENT_IS_NODE) return navigator.hardwareConcurrency || 1;
    const os = require('os');
    return os['availableParallelism']?.() || os['cpus']().length || 1;
  },

#if PTHREADS
  telar_heap_wait: (word, expected, milliseconds) =>
    Atomics.wait(HEAP32, word >> 2, expected | 0, milliseconds < 0 ? Infinity : milliseconds) != 'timed-out',
#endif

  telar_ipc_bytes__deps: ['$Telar'],
  telar_ipc_bytes: () => (Telar.bytes ? Telar.bytes.length : 0),

  telar_ipc_zero__deps: ['$Telar'],
  telar_ipc_zero: (address, bytes) => {
    Telar.bytes.fill(0, address, address + bytes);
  },

  telar_ipc_load__deps: ['$Telar'],
  telar_ipc_load: (address) => Atomics.load(Telar.words, address >> 2),

  telar_ipc_store__deps: ['$Telar'],
  telar_ipc_store: (address, value) => {
    Atomics.store(Telar.words, address >> 2, value | 0);
  },

  telar_ipc_compare_exchange__deps: ['$Telar'],
  telar_ipc_compare_exchange: (address, expected, desired) =>
    Atomics.compareExchange(Telar.words, address >> 2, expected | 0, desired | 0),

  telar_ipc_add__deps: ['$Telar'],
  telar_ipc_add: (address, value) => Atomics.add(Telar.words, address >> 2, value | 0),

  telar_ipc_wait__deps: ['$Telar'],
  telar_ipc_wait: (address, expected, milliseconds) =>
    Atomics.wait(Telar.words, address >> 2, expected | 0, milliseconds < 0 ? Infinity : milliseconds) != 'timed-out',

  telar_ipc_notify__deps: ['$Telar'],
  telar_ipc_notify: (address, count) => {
    Atomics.notify(Telar.words, address >> 2, count);
  },

  // Few words and very few bytes are copied faster by a loop than by making a view, which costs 0.2 microseconds.
  telar_ipc_read__deps: ['$Telar'],
  telar_ipc_read: (address, to, count) => {
    if (((address | to | count) & 3) == 0 && count <= 256) {
      const heap = HEAP32, ipc = Telar.words;
      for (let i = address >> 2, o = to >> 2, end = i + (count >> 2); i < end; ++i, ++o) heap[o] = ipc[i];
    } else {
      const heap = HEAPU8, ipc = Telar.bytes;
      if (count > 16) heap.set(ipc.subarray(address, address + count), to);
      else for (let i = 0; i < count; ++i) heap[to + i] = ipc[address + i];
    }
  },

  telar_ipc_write__deps: ['$Telar'],
  telar_ipc_write: (address, from, count) => {
    if (((address | from | count) & 3) == 0 && count <= 256) {
      const heap = HEAP32, ipc = Telar.words;
      for (let i = from >> 2, o = address >> 2, end = i + (count >> 2); i < end; ++i, ++o) ipc[o] = heap[i];
    } else {
      const heap = HEAPU8, ipc = Telar.bytes;
      if (count > 16) ipc.set(heap.subarray(from, from + count), address);
      else for (let i = 0; i < count; ++i) ipc[address + i] = heap[from + i];
    }
  },

#if PTHREADS
  telar_start__deps: ['$Telar'],
  telar_start__proxy: 'async',
  telar_start: (id, status, part, bytes) => {
    Telar.request({ 'type': 'start', 'id': id, 'status': status, 'part': part, 'bytes': bytes });
  },

  telar_end__deps: ['$Telar'],
  telar_end__proxy: 'async',
  telar_end: (status, signal) => {
    Telar.request({ 'type': 'end', 'status': status, 'signal': signal });
  },

  telar_warm_up__deps: ['$Telar'],
  telar_warm_up__proxy: 'async',
  telar_warm_up: (threads, processes) => {
    Telar.warm_threads(threads);
    Telar.request({ 'type': 'warm', 'processes': processes });
  },

#endif
  telar_body_returned__deps: ['$Telar'],
  telar_body_returned__proxy: 'async',
  telar_body_returned: (code) => {
    Telar.ended(code);
  },

#if PTHREADS
  telar_child_returned__deps: ['$Telar'],
  telar_child_returned__proxy: 'async',
  telar_child_returned: (code) => {
    Telar.ended(code);
  },

  telar_pump_every__deps: ['$Telar'],
  telar_pump_every__proxy: 'async',
  telar_pump_every: (milliseconds) => {
    clearInterval(Telar.timer);
    if (milliseconds > 0) Telar.timer = setInterval(() => _telar_host_pump(), milliseconds);
  },

  telar_population__deps: ['$Telar'],
  telar_population__proxy: 'sync',
  telar_population: () => (Module['telar']['processes']?.() || 0) << 16 | PThread.runningWorkers.length,

  telar_child_id__deps: ['$Telar'],
  telar_child_id: () => Module['telar']['id'] || 0,

  telar_child_part__deps: ['$Telar'],
  telar_child_part: () => Module['telar']['part'],

  telar_child_bytes__deps: ['$Telar'],
  telar_child_bytes: () => Module['telar']['bytes'],
#endif

  telar_on_interrupt__deps: ['$Telar'],
  telar_on_interrupt__proxy: 'async',
  telar_on_interrupt: (flag) => {
#if PTHREADS  // else no signal comes through while the program runs, and Node's own way with them is the better one
    if (!ENVIRONMENT_IS_NODE) return;
    for (const [signal, number] of [['SIGINT', 2], ['SIGTERM', 15]]) {
      process['once'](signal, () => {
        Atomics.store(HEAPU8, flag, 1);
        process['once'](signal, () => process['exit'](128 + number));
      });
    }
#endif
  },

  telar_file_read__deps: ['$Telar'],
  telar_file_read: (path) => {
    Telar.file = Telar.with_files(() => fs['readFileSync'](UTF8ToString(path)));
    return Telar.file ? Telar.file.length : -1;
  },

  telar_file_take__deps: ['$Telar'],
  telar_file_take: (to) => {
    HEAPU8.set(Telar.file, to);
    Telar.file = null;
  },

  telar_file_write__deps: ['$Telar'],
  telar_file_write: (path, bytes, count, append) => {
    const done = Telar.with_files(() => {
      const copy = HEAPU8.slice(bytes, bytes + count);  // Node takes no views of shared memory
      fs['writeFileSync'](UTF8ToString(path), copy, { 'flag': append ? 'a' : 'w' });
      return true;
    });
    return done ? 0 : -1;
  },

  telar_file_error__deps: ['$Telar'],
  telar_file_error: (to, capacity) => {
    stringToUTF8(Telar.file_error, to, capacity);
  },

  // Emscripten's own goes through the host, holds partial lines back and breaks bytes that are no text. This one writes
  // from the thread that prints, in one piece.
  fd_write__deps: ['$Telar'],
  fd_write__proxy: '',  // not even to the host
  fd_write__postset: '',
  fd_write: (fd, vectors, count, written) => {
    let total = 0;
    for (let i = 0; i < count; ++i) total += HEAPU32[(vectors >> 2) + 2 * i + 1];
    const bytes = new Uint8Array(total);
    for (let i = 0, at = 0; i < count; ++i) {
      const from = HEAPU32[(vectors >> 2) + 2 * i], size = HEAPU32[(vectors >> 2) + 2 * i + 1];
      bytes.set(HEAPU8.subarray(from, from + size), at);
      at += size;
    }
    const error = fd == 1 || fd == 2 ? Telar.print(fd, bytes) : {{{ cDefs.EBADF }}};
    HEAPU32[written >> 2] = error ? 0 : total;
    return error;
  },
});
