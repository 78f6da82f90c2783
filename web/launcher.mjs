// Boots the root instance, and starts, ends and replaces the Workers in which its processes live. Runs on the page's
// UI thread or on Node's main thread, which nobody ever blocks: a Worker does not start while its creator waits.
//
//   const telar = await boot(new URL('telar-page.mjs', import.meta.url), {canvas}, {ended: code => ...});
//   telar.callMain([...]);

import { end, running, setOsId, stateOf } from './status.mjs';

const isNode = typeof globalThis.process?.versions?.node == 'string';
// Only what is touched costs memory. A run gets a quarter: 16 MB and the platform's header (shared_memory.hpp).
const ipcBytes = 65 << 20;
const politeness = 1000;    // ms for a process to pump once more when it is asked to terminate
const signals = { terminate: 15, kill: 9 };

// `core`: URL of a program's ES module; its .wasm lies beside it. `moduleOptions` go to Emscripten's factory.
// `ended(code)`: the program's body has returned. `failed(what)`: a thread of the root instance has trapped or thrown;
// without it that is an error of the caller's. Resolves to the instance, whose main has not run yet.
export async function boot(core, moduleOptions = {}, { ended, failed } = {}) {
  const [{ default: factory }, module] = await Promise.all([import(core), compile(core)]);
  const launcher = new Launcher(core, module);
  await launcher.prepare();
  const telar = {
    ipc: launcher.ipc,
    zero: launcher.zero,
    request: (message) => launcher.request(message),
    processes: () => launcher.processes.size + launcher.dying,
    ended,
    failed,
  };
  const instance = await factory({
    ...moduleOptions,
    telar,
    instantiateWasm(imports, receive) {
      WebAssembly.instantiate(module, imports).then((made) => receive(made, module));
      return {};
    },
  });
  const callMain = instance.callMain;
  return Object.assign(instance, {
    telar,
    launcher,
    callMain(args) {
      telar.in_main = true;
      try {
        return callMain(args);
      } finally {
        telar.in_main = false;
      }
    },
  });
}

async function compile(core) {
  const url = new URL(core.href.replace(/\.mjs(?=$|\?)/, '.wasm'));
  if (isNode) {
    const { readFile } = await import('node:fs/promises');
    return WebAssembly.compile(await readFile(url));
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status} ${response.statusText}`);
  // A server may not know the type of .wasm.
  const isKnown = response.headers.get('content-type')?.startsWith('application/wasm');
  if (isKnown) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

export class Launcher {
  constructor(core, module) {
    this.core = core;
    this.module = module;
    this.ipc = typeof SharedArrayBuffer == 'function' ? new SharedArrayBuffer(ipcBytes) : null;
    this.words = this.ipc && new Int32Array(this.ipc);
    this.processes = new Map();  // status address -> {status, starter, home}
    this.spares = [];            // Workers that wait for a process, oldest first
    this.wanted = 0;             // how many spares there should be
    this.refilling = undefined;  // timer
    this.dying = 0;              // Workers told to end that Node still sees
    this.lastOsId = 0;
  }

  async prepare() {
    if (isNode) {
      ({ Worker: this.NodeWorker } = await import('node:worker_threads'));
      const [seconds, nanoseconds] = process.hrtime();
      this.zero = seconds * 1e3 + nanoseconds / 1e6;
    } else {
      this.zero = performance.timeOrigin;
    }
  }

  // From the root instance (starter undefined) or from a process.
  request(message, starter) {
    if (message.type == 'start') this.start(message, starter);
    else if (message.type == 'end') this.end(message.status, message.signal);
    else if (message.type == 'warm') this.warm(message.processes);
  }

  warm(count) {
    this.wanted = count;
    while (this.spares.length > count) this.dismiss(this.spares.pop());
    while (this.spares.length < count) this.spares.push(this.makeHome());
  }

  start({ id, status, part, bytes }, starter) {
    if (starter && !this.processes.has(starter)) return end(this.words, status, -signals.kill);  // it has just ended
    const home = this.spares.shift() ?? this.makeHome();
    home.process = { id, status, starter, home };
    this.processes.set(status, home.process);
    setOsId(this.words, status, home.osId);
    home.post({ type: 'run', id, status, part, bytes });
  }

  end(status, signal) {
    const process = this.processes.get(status);
    if (!process) return;
    if (signal == signals.terminate && stateOf(this.words, status) == running) {
      process.home.post({ type: 'terminate' });  // answered by 'pumped'
      process.timer ??= setTimeout(() => this.finish(process, -signal), politeness);
    } else {
      this.finish(process, -signal);
    }
  }

  // Whatever has happened to it: it is gone, its parent knows, and so are its own children.
  finish(process, exitCode) {
    if (!this.processes.delete(process.status)) return;
    clearTimeout(process.timer);
    this.dismiss(process.home);
    for (const other of [...this.processes.values()]) {
      if (other.starter == process.status) this.finish(other, -signals.kill);
    }
    end(this.words, process.status, exitCode);
    // New spares, but not while others of the run still need the cores.
    clearTimeout(this.refilling);
    this.refilling = setTimeout(() => this.warm(this.wanted), this.processes.size ? 500 : 0);
  }

  crashed(home, what) {
    if (home.dismissed) return;
    const process = home.process;
    if (!process) {
      // A spare that does not load: no other would, so do not try for ever.
      this.spares = this.spares.filter((spare) => spare != home);
      this.wanted = 0;
      this.dismiss(home);
      console.error(`a process worker cannot be started: ${what}`);
      return;
    }
    const started = stateOf(this.words, process.status) == running;
    console.error(`process ${process.id}: ${what}`);
    this.finish(process, started ? -6 : 1);
  }

  received(home, message) {
    if (home.dismissed) return;
    const process = home.process;
    if (message.type == 'ended') this.finish(process, message.code);
    else if (message.type == 'pumped') this.finish(process, -signals.terminate);
    else if (message.type == 'failed') this.crashed(home, message.what);
    else this.request(message, process?.status);
  }

  // A Worker that loads an instance and waits to be told which process it is.
  makeHome() {
    const url = new URL('process_worker.mjs', import.meta.url);
    const home = { osId: ++this.lastOsId, process: null, dismissed: false };
    if (isNode) {
      const worker = (home.worker = new this.NodeWorker(url, { workerData: 'telar-process' }));
      worker.on('message', (message) => this.received(home, message));
      worker.on('error', (error) => this.crashed(home, error?.message ?? String(error)));
      worker.on('exit', () => this.crashed(home, 'its worker has exited'));
    } else {
      const worker = (home.worker = new Worker(url, { type: 'module', name: 'telar-process' }));
      worker.onmessage = (event) => this.received(home, event.data);
      worker.onerror = (event) => {
        event.preventDefault();
        this.crashed(home, event.message ?? 'its worker does not load');
      };
    }
    home.post = (message) => home.worker.postMessage(message);
    home.post({ type: 'load', core: this.core.href, module: this.module, ipc: this.ipc, zero: this.zero });
    return home;
  }

  dismiss(home) {
    home.dismissed = true;
    const gone = home.worker.terminate();  // with all its threads
    if (!gone) return;
    ++this.dying;
    gone.finally(() => --this.dying);
  }
}
