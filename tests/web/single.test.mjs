// The page where no memory can be shared, so without threads: everything runs in virtual time, and the page says why.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { eventually, startPlainServer, TelarPage } from './browser.mjs';
import { pageTest } from './page_harness.mjs';

const plain = await startPlainServer();
// Some course's page, of another origin and with no headers of its own, around Telar.
const course = await startPlainServer({
  pages: { '/': `<!DOCTYPE html><title>Curso</title><link rel="icon" href="data:,">
         <iframe src="${plain.url}?scenario=pool&n=4&workers=2&autorun=1&lang=en"
                 style="position: fixed; inset: 0; width: 100%; height: 100%; border: 0"></iframe>` },
});
after(() => [plain, course].forEach((server) => server.close()));

const whole = (state) => state.playback.available && state.status == 'finished' && !state.playback.playing;
const virtualOnly = { real_threads: false, real_processes: false };

function assertVirtualOnly(state, isolated) {
  const { environment } = state;
  assert.deepEqual({ ...environment, cores: 0 }, { web: true, isolated, ...virtualOnly, cores: 0 });
  assert.equal(state.kernel, 'virtual');
}

pageTest('Served without the headers it runs in virtual time: Explore finds the lost update, and its link shows it',
         { server: plain, query: 'scenario=lost-update&n=2&increments=1&lang=en' }, async (page) => {
  assert.equal(await page.page.evaluate(() => globalThis.crossOriginIsolated || typeof SharedArrayBuffer == 'function'),
               false);
  assertVirtualOnly(await page.state(), false);
  const loaded = await page.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name.replace(/.*\//, '')));
  assert.ok(loaded.includes('telar-page-single.wasm'), String(loaded));
  assert.ok(!loaded.some((name) => /^telar-page\./.test(name)), `loaded besides: ${loaded}`);
  await page.screenshot('single-first-sight');
  await page.press('explore');
  const { exploration } = await page.until((state) => state.exploration.exhausted && !state.exploration.running,
                                           'exhaustion');
  const bad = exploration.outcomes.findIndex((outcome) => outcome.bad);
  await page.press(`outcome.${bad}`);
  const found = await page.until((state) => whole(state) && state.outcome == 'failed', 'the failing run');
  assert.equal(found.playback.schedule, exploration.outcomes[bad].schedule);
  await page.screenshot('single-lost-update');
  await page.page.goto(`${plain.url}?lang=en&schedule=${encodeURIComponent(found.playback.schedule)}`);
  await page.ready();
  const again = await page.until((state) => whole(state) && state.outcome == 'failed',
                                 'the same run from its schedule');
  assert.deepEqual([again.lines, again.playback.steps, again.playback.time_ns, again.problems],
                   [found.lines, found.playback.steps, found.playback.time_ns, found.problems]);
  assert.deepEqual(page.workers(), { processes: 0, threads: 0 });
});

pageTest('A link to a run shows the same with threads and without',
         { query: 'scenario=pool&n=6&workers=3&seconds=2&kernel=virtual&seed=7&strategy=random&lang=es' },
         async (page) => {
  const seen = [];
  const { search } = new URL(page.page.url());
  for (const url of [page.page.url(), plain.url + search]) {
    await page.page.goto(url);
    await page.ready();
    await page.press('run');
    const { lines, lanes, outcome, playback, metrics } = await page.until(whole, 'the run to be whole');
    seen.push({ lines, lanes, outcome, steps: playback.steps, time: playback.time_ns, schedule: playback.schedule,
                metrics });
  }
  assert.deepEqual(seen[1], seen[0]);
});

pageTest('A link that wants real threads where there are none says why there are none',
         { server: plain, query: 'scenario=threads&kernel=real', viewport: { width: 390, height: 800 } },
         async (page) => {
  const state = await page.state();
  assertVirtualOnly(state, false);
  assert.match(state.notice, /no está aislada/);
  await page.screenshot('single-phone-notice');
  await page.press('dismiss');
  await page.until(({ notice }) => notice == '', 'the notice to go');
  await page.runToItsEnd();
  await page.screenshot('single-phone');
});

pageTest('Embedded in a page of another origin that knows nothing of it, it runs in virtual time',
         { server: course, ready: false }, async (page) => {
  const frame = await eventually(() => page.page.frames().find((frame) => frame.url().startsWith(plain.url)),
                                 'the frame');
  // It fills the page: what is pressed in the one is pressed in the other.
  const inside = Object.assign(Object.create(TelarPage.prototype), {
    page: { evaluate: frame.evaluate.bind(frame), mouse: page.page.mouse }, troubles: page.troubles,
  });
  await inside.ready();
  const state = await inside.until(whole, 'the run to be whole');
  assertVirtualOnly(state, false);
  assert.equal(state.playback.time_ns, 4e9);
  await inside.press('kernel.virtual');
  await inside.press('run');
  await inside.until((next) => next.run.number > state.run.number && whole(next), 'another run');
  await page.screenshot('single-embedded');
});

pageTest('Without Workers it runs in virtual time', { initScript: () => { delete globalThis.Worker; }, query: 'lang=en',
                                                      tolerate: /preload/ }, async (page) => {
  assertVirtualOnly(await page.state(), true);
  const state = await page.runToItsEnd();
  assert.equal(state.outcome, 'finished');
});
