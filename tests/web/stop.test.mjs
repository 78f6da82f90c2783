// Stop, pressed in the midst of runs that would last for hours; and the real workers that such a run has.

import assert from 'node:assert/strict';
import { eventually } from './browser.mjs';
import { assertPrinted, pageTest } from './page_harness.mjs';

const numbers = (n) => Array.from({ length: n }, (_, i) => i);

// `sleepers`: lanes that sleep once all have begun. `threads`: those of the page's own instance that are busy then,
// the program's main thread among them. `lines`: printed by then.
const runs = [
  {
    scenario: 'threads', query: 'n=10', sleepers: 10, processes: 0, threads: 11,
    lines: numbers(10).map((i) => `Hilo ${i} durmiendo 3600 segundos`), again: 20,
  },
  {
    scenario: 'processes', query: 'n=10', sleepers: 10, processes: 10, threads: 1,
    lines: numbers(10).map((i) => `Proceso ${i} durmiendo 3600 segundos`), again: 20,
  },
  {
    scenario: 'pool', query: 'n=10&workers=2', sleepers: 2, processes: 2,
    lines: numbers(2).map((i) => `Proceso ${i} durmiendo 3600 segundos`), again: 20,
  },
  {
    scenario: 'processes-threads', query: 'n=5&workers=2', sleepers: 10, processes: 2, threads: 1,
    lines: [...numbers(5), ...numbers(5)].map((i) => `Hilo ${i} durmiendo 3600 segundos`), again: 20,
  },
  {
    scenario: 'async-await', query: 'n=10', sleepers: 10, processes: 0, threads: 1,
    lines: numbers(10).map((i) => `Corrutina ${i} durmiendo 3600 segundos`), again: 20,
  },
  {
    scenario: 'event-loop', query: 'n=10', sleepers: 10, processes: 0, threads: 1,
    lines: numbers(10).map((i) => `Corrutina ${i} durmiendo 3600 segundos`), again: 20,
  },
  {
    scenario: 'queue', query: 'n=10', sleepers: 1, processes: 0, threads: 12,
    lines: numbers(10).map((i) => `Hilo ${i} pide ingresar 10`), again: 30,
  },
];

const asleep = (state) => state.lanes.filter((lane) => !lane.ended && lane.states.at(-1) == 'sleeping').length;

for (const { scenario, query, sleepers, processes, threads, lines, again } of runs) {
  pageTest(`${scenario} has its real workers while it runs, and Stop ends it in the midst`,
           { query: `scenario=${scenario}&${query}&seconds=3600` }, async (page) => {
    await page.run();
    const midst = await page.until(
      (state) => state.lines.length == lines.length && asleep(state) >= sleepers
        && state.workers.processes == processes && (threads == undefined || state.workers.threads == threads),
      `${sleepers} sleepers, ${lines.length} lines, ${processes} processes and ${threads} threads`);
    assert.equal(midst.status, 'running');
    assert.equal(midst.processes.length, processes + 1);
    assert.ok(midst.processes.every((process) => process.exitcode === null));
    // The browser says the same: that many Workers at least, besides the spares.
    await eventually(() => page.workers().processes >= processes && page.workers().threads >= midst.workers.threads,
                     () => `the browser to have the workers that the page says, not ${JSON.stringify(page.workers())}`);
    await page.screenshot(`${scenario}-midst`);

    await page.press('Parar');
    const state = await page.finished();
    assert.equal(state.outcome, 'stopped');
    assertPrinted(state, lines);
    assert.ok(state.metrics.elapsed_ns < 3600e9);
    await page.until(({ workers }) => workers.processes == 0 && workers.threads == 0, 'all workers to be back');
    await page.screenshot(`${scenario}-stopped`);

    // And again, with naps that end.
    await page.type('seconds', 0);
    const next = await page.runToItsEnd();
    assert.equal(next.outcome, 'finished');
    assert.equal(next.lines.length, again);
    await page.until(({ workers }) => workers.processes == 0 && workers.threads == 0, 'all workers to be back again');
  });
}

pageTest('Stop ends threads that compute', { query: 'scenario=threads&n=3&seconds=3600&work=cpu&gil=off' },
         async (page) => {
  await page.run();
  await page.until((state) => state.lines.length == 3, 'three to compute');
  await page.press('stop');
  const state = await page.finished();
  assert.equal(state.outcome, 'stopped');
  assertPrinted(state, numbers(3).map((i) => `Hilo ${i} calculando 3600 segundos`));
  await page.until(({ workers }) => workers.threads == 0, 'the threads to be gone');
});

pageTest('Stop pressed at once, before anything has begun, ends it too',
         { query: 'scenario=processes&n=10&seconds=3600' }, async (page) => {
  for (let i = 0; i < 3; ++i) {
    await page.run();
    await page.press('stop');
    const state = await page.finished();
    assert.equal(state.outcome, 'stopped');
  }
  await page.until(({ workers }) => workers.processes == 0, 'no process to be left');
});

// A run's last thread may leave after the last picture of the run.
pageTest('Each time that a run is stopped, the page comes to know that its last thread has gone',
         { query: 'scenario=async-await&n=2&seconds=3600' }, async (page) => {
  for (let i = 0; i < 20; ++i) {
    await page.run();
    await page.until((state) => state.lines.length == 2, 'both coroutines to have begun');
    await page.press('stop');
    await page.finished();
    await page.until(({ workers }) => workers.threads == 0, 'the thread to be gone');
  }
});
