// The chapter's programs, chosen, set and run by pressing what a person presses.

import assert from 'node:assert/strict';
import { assertPrinted, pageTest } from './page_harness.mjs';

const numbers = (n) => Array.from({ length: n }, (_, i) => i);
// Each number says both sentences, with itself in the place of #.
const each = (n, ...sentences) => numbers(n).flatMap((i) => sentences.map((sentence) => sentence.replace('#', i)));

// `lines`: what is printed with these `parameters`. `threads`, `tasks`: lanes by process,
// in the order of the processes.
const programs = [
  {
    name: 'threads', parameters: { n: 4, seconds: 0.2 },
    es: { title: 'Hilos', lines: each(4, 'Hilo # durmiendo 0.2 segundos', 'Hilo # despierto') },
    en: { title: 'Threads', lines: each(4, 'Thread # sleeping 0.2 seconds', 'Thread # awake') },
    threads: [5], slept: 4,
  },
  {
    name: 'processes', parameters: { n: 3, seconds: 0.2 },
    es: { title: 'Procesos', lines: each(3, 'Proceso # durmiendo 0.2 segundos', 'Proceso # despierto') },
    en: { title: 'Processes', lines: each(3, 'Process # sleeping 0.2 seconds', 'Process # awake') },
    threads: [1, 1, 1, 1], slept: 3,
  },
  {
    name: 'pool', parameters: { n: 4, seconds: 0.2, workers: 2 },
    es: { title: 'Grupo de procesos', lines: each(4, 'Proceso # durmiendo 0.2 segundos', 'Proceso # despierto') },
    en: { title: 'Pool of processes', lines: each(4, 'Process # sleeping 0.2 seconds', 'Process # awake') },
    processes: 3,
  },
  {
    name: 'processes-threads', parameters: { n: 2, seconds: 0.2, workers: 2 },
    es: { title: 'Procesos con hilos', lines: [...each(2, 'Hilo # durmiendo 0.2 segundos', 'Hilo # despierto'),
                                               ...each(2, 'Hilo # durmiendo 0.2 segundos', 'Hilo # despierto')] },
    en: { title: 'Processes with threads', lines: [...each(2, 'Thread # sleeping 0.2 seconds', 'Thread # awake'),
                                                   ...each(2, 'Thread # sleeping 0.2 seconds', 'Thread # awake')] },
    threads: [1, 3, 3], slept: 4,
  },
  {
    name: 'event-loop', parameters: { n: 5, seconds: 0.2 },
    es: { title: 'Bucle de eventos', lines: each(5, 'Corrutina # durmiendo 0.2 segundos', 'Corrutina # despierta') },
    en: { title: 'Event loop', lines: each(5, 'Coroutine # sleeping 0.2 seconds', 'Coroutine # awake') },
    threads: [1], tasksAtLeast: 5,
  },
  {
    name: 'async-await', parameters: { n: 5, seconds: 0.2 },
    es: { title: 'Async y await', lines: each(5, 'Corrutina # durmiendo 0.2 segundos', 'Corrutina # despierta') },
    en: { title: 'Async and await', lines: each(5, 'Coroutine # sleeping 0.2 seconds', 'Coroutine # awake') },
    threads: [1], tasksAtLeast: 6,
  },
  {
    name: 'queue', parameters: { n: 3, seconds: 0.1 },
    // Who is served when is the scheduler's choice; the balances are not.
    es: { title: 'Cola', served: ['Hilo # pide ingresar 10', 'Petición del hilo # atendida, saldo ',
                                  'Hilo # sabe que el saldo es '] },
    en: { title: 'Queue', served: ['Thread # asks to deposit 10', 'Request of thread # served, balance ',
                                   'Thread # knows that the balance is '] },
    threads: [5],
  },
];

function assertServed(state, [asks, served, knows], n) {
  const text = state.lines.join('\n');
  const balances = numbers(n).map((i) => {
    const balance = text.match(new RegExp(`${served.replace('#', i)}(\\d+)`))?.[1];
    assert.ok(text.includes(asks.replace('#', i)), text);
    assert.ok(text.includes(knows.replace('#', i) + balance), text);
    return Number(balance);
  });
  assert.deepEqual(balances.sort((a, b) => a - b), numbers(n).map((i) => (i + 1) * 10));
  assert.equal(state.lines.length, 3 * n);
}

function assertLanes(state, { threads, processes = threads.length, slept, tasksAtLeast = 0 }) {
  assert.equal(state.processes.length, processes);
  assert.equal(new Set(state.processes.map((process) => process.os_id)).size, processes,
               'each process has an id of its own');
  assert.deepEqual(state.processes.map((process) => process.exitcode), Array(processes).fill(0));
  assert.equal(state.processes[0].name, 'MainProcess');
  const lanes = (kind) => state.processes.map((process) =>
      state.lanes.filter((lane) => lane.kind == kind && lane.process == process.id));
  if (threads) assert.deepEqual(lanes('thread').map((them) => them.length), threads);
  assert.ok(lanes('thread').every((them) => them.length >= 1), 'each process has a thread');
  const tasks = state.lanes.filter((lane) => lane.kind == 'task');
  assert.ok(tasks.length >= tasksAtLeast, `${tasks.length} tasks`);
  if (!tasksAtLeast) assert.equal(tasks.length, 0);
  assert.ok(state.lanes.every((lane) => lane.ended), 'every lane has ended');
  const sleepers = state.lanes.filter((lane) => lane.states.includes('sleeping'));
  if (slept) assert.equal(sleepers.length, slept);
  assert.ok(sleepers.length >= 1 && state.lanes.every((lane) => lane.states.length >= 1));
  assert.equal(state.dropped, 0);
}

for (const language of ['es', 'en']) {
  for (const program of programs) {
    const { title, lines, served } = program[language];
    pageTest(`${program.name} is chosen as "${title}", set, run, and read back in ${language}`,
             { locale: language == 'es' ? 'es-ES' : 'en-GB' }, async (page) => {
      await page.press(title);
      await page.until((state) => state.scenario == program.name, `${program.name} to be chosen`);
      await page.fill(program.parameters);
      await page.press(language == 'es' ? 'Ejecutar' : 'Run');
      await page.until((state) => state.run.number == 1, 'the run to begin');
      const state = await page.finished();
      assert.equal(state.outcome, 'finished');
      assert.equal(state.error, '');
      assert.equal(state.run.scenario, program.name);
      for (const [name, value] of Object.entries(program.parameters)) assert.equal(state.run.parameters[name], value);
      if (lines) assertPrinted(state, lines);
      else assertServed(state, served, program.parameters.n);
      assertLanes(state, program);
      // What it measured can only be longer than its sleeps.
      assert.ok(state.metrics.elapsed_ns >= program.parameters.seconds * 1e9 && state.metrics.concurrency_peak >= 1);
      await page.rest();
      await page.screenshot(`${program.name}-${language}`);
    });
  }
}

pageTest('Threads that compute print so, with the interpreter lock and without', {}, async (page) => {
  for (const gil of ['on', 'off']) {
    await page.choose('threads');
    await page.fill({ n: 2, seconds: 0.1, work: 'cpu', gil });
    const state = await page.runToItsEnd();
    assert.equal(state.outcome, 'finished');
    assertPrinted(state, each(2, 'Hilo # calculando 0.1 segundos', 'Hilo # ha terminado'));
    assert.ok(state.metrics.elapsed_ns >= 0.1e9 && state.metrics.task_ns > 0, 'they really computed');
  }
});

pageTest('A link with autorun runs by itself, in its language, with its values',
         { query: 'scenario=pool&n=4&workers=2&seconds=0.2&lang=en&autorun=1' }, async (page) => {
  const state = await page.finished();
  assert.equal(state.outcome, 'finished');
  assert.equal(state.language, 'en');
  assert.deepEqual(state.run,
                   { number: 1, scenario: 'pool', parameters: { n: 4, seconds: 0.2, workers: 2, work: 'sleep' } });
  assertPrinted(state, each(4, 'Process # sleeping 0.2 seconds', 'Process # awake'));
  assert.ok(state.metrics.elapsed_ns >= 0.4e9, 'four naps by two workers are two rounds');
});

pageTest('A link without autorun only fills the form', { query: 'scenario=queue&n=3&seconds=0.5' }, async (page) => {
  await page.rest();
  const state = await page.state();
  assert.equal(state.scenario, 'queue');
  assert.deepEqual(state.parameters, { n: 3, seconds: 0.5 });
  assert.equal(state.status, 'idle');
});

pageTest('Twenty runs in a row leave no worker behind', { query: 'scenario=processes-threads&n=2&workers=2&seconds=0' },
         async (page) => {
  let first;
  for (let run = 0; run < 20; ++run) {
    await page.run();
    const state = await page.finished();
    assert.equal(state.outcome, 'finished');
    await page.until(({ workers }) => workers.processes == 0 && workers.threads == 0, 'all that ran to be gone');
    if (run == 1) first = await settledWorkers(page);
  }
  assert.deepEqual(await settledWorkers(page), first);
});

// Once the spares are replaced and those that went are gone.
async function settledWorkers(page) {
  let before;
  for (;;) {
    const now = JSON.stringify(page.workers());
    if (now == before) return JSON.parse(now);
    before = now;
    await page.page.waitForTimeout(1500);
  }
}
