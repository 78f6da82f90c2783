#!/usr/bin/env node
// node tests/web/measure.mjs [--rounds N] [--json FILE]: the page's budgets, measured in Chromium, as `make
// bench` does. Prints a table with each budget beside what was measured, and one JSON object. Exit status 1 if any is
// not kept.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { eventually, openPage, site, sleep, startBrowser, startServer } from './browser.mjs';
import { browserProcesses, cpuTicks, memory, painters, renderers, ticksPerSecond } from './processes.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'string' } },
});
const rounds = Number(options.rounds);

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// The site has the program twice; a page loads the one with threads or the one without.
function codeBytes() {
  const files = fs.readdirSync(site).filter((name) =>
      /\.(mjs|js|wasm)\.br$/.test(name) && !name.startsWith('telar-page-single.'));
  return files.reduce((sum, name) => sum + fs.statSync(path.join(site, name)).size, 0);
}

// From the navigation to the end of the first frame that was drawn; nothing is in the cache.
async function firstFrame(browser, url) {
  const page = await (await openPage(browser, url)).ready();
  const [time] = await page.page.evaluate(() =>
      performance.getEntriesByName('telar-ready').map((entry) => entry.startTime));
  await page.page.context().close();
  return time;
}

// Runs in the page: notes when the button was let go, when the first frame was drawn that had an event of the new run,
// and when the first that had one of a thread or process which the program's main thread has started.
function watchFirstEvent() {
  const watch = (globalThis.telarWatch = { run: telar.state().run.number });
  let draws;
  document.querySelector('#canvas').addEventListener('mouseup', (event) => {
    Object.assign(watch, { pressed: event.timeStamp, first: 0, started: 0 });
    draws = telarDrawn.draws;
  }, { capture: true });
  globalThis.telarAfterFrame = () => {
    if (!watch.pressed || watch.started || telarDrawn.draws == draws) return;
    draws = telarDrawn.draws;
    const now = performance.now(), state = telar.state();
    if (state.run.number == watch.run) return;
    if (state.lanes.some((lane) => lane.states.length > 0)) watch.first ||= now;
    if (state.lanes.slice(1).some((lane) => lane.states.length > 0)) {
      watch.started = now;
      watch.run = state.run.number;
    }
  };
}

async function firstEvent(browser, url, processSpares) {
  const page = await (await openPage(browser, url)).ready();
  await page.page.evaluate(watchFirstEvent);
  const times = [];
  for (let round = 0; round < rounds; ++round) {
    // Spares are warm when they are there and nothing is left to do.
    await eventually(() => page.workers().processes == processSpares,
                     () => `${processSpares} spares, not ${page.workers().processes}`);
    await page.pointAt('run');
    await page.rest();
    await atRest();
    // As a hand does it: the pointer is there before, and the button stays down for a while. The time begins when it is
    // let go.
    await page.press('run', { hold: 80 });
    times.push(await eventually(() => page.page.evaluate(() => {
      const { pressed, first, started } = telarWatch;
      return started && { first: first - pressed, started: started - pressed };
    }), 'a first event'));
    await page.finished();
    await page.until(({ workers }) => workers.processes == 0 && workers.threads == 0, 'the run to be gone');
    await page.page.evaluate(() => { telarWatch.pressed = 0; });
  }
  await page.page.context().close();
  return { first: times.map((time) => time.first), started: times.map((time) => time.started) };
}

// Until the browser has used little CPU for a second: compilers are done, spares are loaded.
async function atRest() {
  await eventually(async () => {
    const pids = browserProcesses(), before = cpuTicks(pids);
    await sleep(1000);
    return cpuTicks(pids) - before <= 0.03 * ticksPerSecond;
  }, 'the browser to come to rest', 0);
}

// Memory of the renderers with ten idle spares, and with ten processes that sleep, over that without any; each.
async function processMemory(browser, url) {
  const page = await (await openPage(browser, `${url}?scenario=threads`)).ready();
  const count = 10;
  const measured = async () => {
    await page.rest();
    await atRest();
    return memory(renderers());
  };
  const none = await measured();
  await page.choose('processes');
  await eventually(() => page.workers().processes == count, 'ten spares');
  const spares = await measured();
  await page.fill({ n: count, seconds: 30 });
  await page.run();
  await page.until((state) => state.lanes.filter((lane) => lane.states.at(-1) == 'sleeping').length == count,
                   'ten to sleep');
  const asleep = memory(renderers());
  await page.press('stop');
  await page.finished();
  await page.page.context().close();
  return { spare: (spares - none) / count, running: (asleep - none) / count, page: none };
}

async function idleCpu(browser, url) {
  const page = await (await openPage(browser, url)).ready();
  await page.rest();
  await atRest();
  const seconds = 10;
  const pids = browserProcesses(), before = cpuTicks(pids), drawnBefore = (await page.drawn()).frames;
  await sleep(seconds * 1000);
  const percent = (cpuTicks(pids) - before) / ticksPerSecond / seconds * 100;
  const frames = (await page.drawn()).frames - drawnBefore;
  await page.page.context().close();
  return { percent, frames };
}

// What a frame of a live run costs: without a graphics card this is most of the time from Run to the first event.
async function frameCost(browser, url) {
  const page = await (await openPage(browser, `${url}?scenario=threads&seconds=60`)).ready();
  await page.run();
  await page.until((state) => state.lines.length == 10, 'ten threads to sleep');
  const look = async () => ({
    painting: cpuTicks(painters()), ours: cpuTicks(renderers()), frames: (await page.drawn()).painted,
  });
  const before = await look();
  await sleep(4000);
  const after = await look();
  await page.press('stop');
  await page.finished();
  await page.page.context().close();
  const each = (key) => (after[key] - before[key]) / ticksPerSecond * 1000 / (after.frames - before.frames);
  return { painting: each('painting'), ours: each('ours') };
}

const results = [];
function report(name, value, unit, budget, samples) {
  results.push({ name, value, unit, budget, ...(samples && { samples }) });
}

const server = await startServer(), browser = await startBrowser();
try {
  report('code of the page, brotli', codeBytes(), 'bytes', 900_000);
  const frames = [];
  for (let round = 0; round < rounds; ++round) frames.push(await firstFrame(browser, server.url));
  report('first frame from navigation', median(frames), 'ms', 2000, frames);
  const threads = await firstEvent(browser, `${server.url}?scenario=threads&seconds=0.1`, 0);
  report('Run to the first event, threads', median(threads.first), 'ms', 100, threads.first);
  report('Run to a started thread\'s event', median(threads.started), 'ms', undefined, threads.started);
  const processes = await firstEvent(browser, `${server.url}?scenario=processes&n=4&seconds=0.1`, 4);
  report('Run to the first event, processes', median(processes.first), 'ms', 100, processes.first);
  report('Run to a started process\'s event', median(processes.started), 'ms', undefined, processes.started);
  const cost = await frameCost(browser, server.url);
  report('CPU of a live frame, page', cost.ours, 'ms');
  report('CPU of a live frame, painting', cost.painting, 'ms');
  const bytes = await processMemory(browser, server.url);
  report('memory of a spare process worker', bytes.spare / 2 ** 20, 'MB', 20);
  report('memory of a running process worker', bytes.running / 2 ** 20, 'MB', 20);
  report('memory of the page without any', bytes.page / 2 ** 20, 'MB');
  const idle = await idleCpu(browser, server.url);
  report('CPU of an idle page, whole browser', idle.percent, '%', 1);
  report('frames of an idle page in 10 s', idle.frames, '', 1);
} finally {
  await browser.close();
  server.close();
}

const shown = (number) => (Number.isInteger(number) ? String(number) : number.toFixed(number < 10 ? 2 : 1));
console.log(`${'the page, in Chromium'.padEnd(40)}${'measured'.padStart(12)}${'budget'.padStart(12)}`);
let kept = true;
for (const { name, value, unit, budget, samples } of results) {
  const within = budget === undefined || value < budget;
  kept &&= within;
  const limit = budget === undefined ? '' : `< ${budget}`;
  const spread = samples ? `  ${shown(Math.min(...samples))} to ${shown(Math.max(...samples))}` : '';
  const columns = [name.padEnd(40), shown(value).padStart(12), limit.padStart(12), ' ', unit.padEnd(6)];
  console.log(columns.join('') + (within ? '' : 'NOT KEPT') + spread);
}
const json = JSON.stringify({ page: results, load: os.loadavg(), cores: os.cpus().length });
console.log(json);
if (options.json) fs.writeFileSync(options.json, json + '\n');
process.exitCode = kept ? 0 : 1;
