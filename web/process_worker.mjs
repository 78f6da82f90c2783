// A process: a Worker with an instance of the root's compiled module and a memory of its own. Its JavaScript thread is
// the process's host: it never blocks, so that the threads of the process (pthreads, Workers too) can be started at any
// time. The process's main strand is one of them. It loads first and waits to be told which process it is.

import { becomeRunning, end, ended, stateOf } from './status.mjs';

const threadsKeptReady = 1;  // the main strand starts at once; others when they are asked for

let post;     // to the launcher
let telar;    // what the instance knows of us (src/platform/web/library.js)
let loading;  // -> the instance

async function load({ core, module, ipc, zero }) {
  const { default: factory } = await import(core);
  telar = { ipc, zero, failed: (what) => post({ type: 'failed', what }) };
  const instance = await factory({
    telar,
    instantiateWasm(imports, receive) {
      const made = new WebAssembly.Instance(module, imports);
      receive(made, module);
      return made.exports;
    },
  });
  telar.warm_threads(threadsKeptReady);
  return instance;
}

async function run({ id, status, part, bytes }) {
  const instance = await loading;
  const words = new Int32Array(telar.ipc);
  const own = new Set();  // statuses of the processes that this one has started
  Object.assign(telar, {
    id, part, bytes,
    request(message) {
      if (message.type == 'start') own.add(message.status);
      if (message.type != 'warm') post(message);
    },
    processes: () => [...own].filter((child) => stateOf(words, child) != ended).length,
    ended(code) {
      end(words, status, code);  // the parent need not wait for the launcher
      post({ type: 'ended', code });
    },
  });
  becomeRunning(words, status);
  telar.in_main = true;
  instance.callMain([]);
  telar.in_main = false;
}

function receive(message) {
  if (message.type == 'load') loading = load(message);
  else if (message.type == 'run') run(message).catch((error) => post({ type: 'failed', what: String(error) }));
  else if (message.type == 'terminate') loading.then((instance) => {
    instance._telar_host_pump();
    post({ type: 'pumped' });
  });
}

if (typeof process == 'object' && process.versions?.node) {
  const { parentPort } = await import('node:worker_threads');
  post = (message) => parentPort.postMessage(message);
  parentPort.on('message', receive);
} else {
  post = (message) => postMessage(message);
  addEventListener('message', (event) => receive(event.data));
}
