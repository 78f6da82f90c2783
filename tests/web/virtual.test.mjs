// Virtual time in the page: runs are exact, walked back and forth, steered, explored, and opened again from their link.

import assert from 'node:assert/strict';
import { eventually } from './browser.mjs';
import { pageTest } from './page_harness.mjs';

const whole = (state) => state.playback.available && state.status == 'finished' && !state.playback.playing;
const atStep = (step) => (state) => state.playback.step == step;
// What a run looks like, apart from how the page came to it.
const picture = ({ lines, lanes, outcome, playback, metrics }) => ({ lines, lanes, outcome, steps: playback.steps,
  time: playback.time_ns, schedule: playback.schedule, elapsed: metrics.elapsed_ns });

async function press(page, what, until, why) {
  await page.press(what);
  return page.until(until, why ?? `what ${what} does`);
}

pageTest('A pool of 25 seconds takes a moment in virtual time, and lasts exactly 25 seconds',
         { query: 'scenario=pool&n=10&workers=2&seconds=5&kernel=virtual&lang=en' }, async (page) => {
  await page.press('run');
  const state = await page.until(whole, 'the run to be whole');
  assert.equal(state.outcome, 'finished');
  assert.equal(state.playback.time_ns, 25e9);
  assert.equal(state.workers.processes, 0, 'no real process is needed');
  await page.screenshot('virtual-pool');
});

pageTest('The lost update is found by Explore, loaded, walked back and forth, and opened from its link',
         { query: 'scenario=lost-update&n=2&increments=1&lang=en', permissions: ['clipboard-read', 'clipboard-write'] },
         async (page) => {
  await press(page, 'kernel.virtual', (state) => state.kernel == 'virtual');
  await page.press('explore');
  const explored = await page.until((state) => state.exploration.exhausted && !state.exploration.running, 'exhaustion');
  assert.ok(explored.exploration.first_failure_at > 0);
  await page.screenshot('virtual-explored');
  const bad = explored.exploration.outcomes.findIndex((outcome) => outcome.bad);
  assert.ok(bad >= 0);
  assert.equal(explored.exploration.outcomes.reduce((sum, outcome) => sum + outcome.count, 0),
               explored.exploration.executions);

  const [race] = explored.exploration.races;
  assert.equal(race.variable, 'counter');
  assert.ok(race.first.file.endsWith('lost_update.cpp') && race.first.line > 0);
  await page.press('race.0');
  const racing = await page.until((state) => whole(state) && state.playback.schedule == race.schedule, 'the race');
  assert.ok(racing.problems.some((problem) => problem.kind == 'race'));

  await page.press(`outcome.${bad}`);
  const loaded = await page.until((state) => whole(state) && state.outcome == 'failed', 'the failing run');
  assert.equal(loaded.playback.schedule, explored.exploration.outcomes[bad].schedule);
  assert.ok(loaded.problems.some((problem) => problem.kind == 'lost-update'), JSON.stringify(loaded.problems));
  assert.ok(loaded.problems.some((problem) => problem.kind == 'race'));
  await page.screenshot('virtual-lost-update');
  const { steps } = loaded.playback;

  // Back over the failure and forward again: the same as before, at each step.
  const seen = [];
  for (let step = steps - 1; step >= steps - 6; --step) {
    seen.unshift(picture(await press(page, 'step-back', atStep(step))));
  }
  await page.screenshot('virtual-stepped-back');
  for (let step = steps - 5; step < steps; step++)
    assert.deepEqual(picture(await press(page, 'step-forward', atStep(step))), seen[step - (steps - 6)]);
  assert.deepEqual(picture(await press(page, 'step-forward', atStep(steps))), picture(loaded));
  assert.equal((await press(page, 'to-begin', atStep(0))).lines.length, 0);
  await press(page, 'to-end', atStep(steps));

  await page.press('copy-link');
  const link = await eventually(async () => {
    const text = await page.page.evaluate(() => navigator.clipboard.readText());
    return text.includes('schedule=') && text;
  }, 'the link in the clipboard');
  await page.page.goto(link);
  await page.ready();
  const again = await page.until((state) => whole(state) && state.outcome == 'failed', 'the same run from its link');
  assert.deepEqual(picture(again), picture(loaded));
  await page.screenshot('virtual-from-link');
});

pageTest('By hand, who is pressed makes the next step, and what was picked can be taken back',
         { query: 'scenario=deadlock&order=opposite&kernel=virtual&strategy=by-hand&lang=en' }, async (page) => {
  await page.press('run');
  let state = await page.until((state) => state.playback.available && state.playback.next.length == 1,
                               'the first step');
  assert.equal(state.playback.step, 0);
  // Each thread in turn, a step each: both take one lock and wait for the other.
  for (let turn = 0; state.outcome != 'deadlock'; turn++) {
    assert.ok(turn < 60, JSON.stringify(state.playback));
    const { next, step } = state.playback;
    const picked = next[turn % next.length];
    state = await press(page, `pick.${picked.number}`, (s) => s.playback.step == step + 1);
    if (turn == 6) await page.screenshot('virtual-by-hand');
  }
  assert.ok(state.problems.some((problem) => problem.kind == 'deadlock'));
  await page.screenshot('virtual-deadlock');
  const { step } = state.playback;
  state = await press(page, 'undo', atStep(step - 1));
  assert.equal(state.outcome, null);
  assert.ok(state.playback.next.length > 0);
});

pageTest('A link to a run of a program that does something else by now fails at the first step that differs',
         { query: 'schedule=lost-update~n_2~increments_1~lock_off~wb.000000000000000~abc&lang=en' }, async (page) => {
  const state = await page.until(whole, 'the run to be over');
  assert.equal(state.outcome, 'failed');
  assert.match(state.error, /^step 1: the schedule expects something else; here MainThread: /);
});

for (const [lang, colorScheme] of [['es', 'dark'], ['en', 'light']])
  pageTest(`Everything of virtual time can be pressed (${lang}, ${colorScheme}), and a run that stands draws nothing`,
           { query: `scenario=threads&n=5&seconds=1&lang=${lang}`, colorScheme }, async (page) => {
    await press(page, 'kernel.virtual', (state) => state.kernel == 'virtual');
    for (const strategy of ['by-hand', 'pct', 'round-robin', 'random'])
      await press(page, `strategy.${strategy}`, (state) => state.strategy == strategy);
    const { seed, cores } = await page.state();
    await press(page, 'seed.next', (state) => state.seed == seed + 1);
    await press(page, 'cores.less', (state) => state.cores == cores - 1);
    await press(page, 'cores.more', (state) => state.cores == cores);
    await press(page, 'run', whole);
    const { steps } = (await page.state()).playback;

    await press(page, 'to-begin', atStep(0));
    await press(page, 'step-forward', atStep(1));
    await press(page, 'speed', async () => page.item('speed.step-25'), 'the speeds');
    await press(page, 'speed.step-25', (state) => state.speed == 'step-25');
    await press(page, 'play', (state) => state.playback.playing || state.playback.step > 1);
    await page.until((state) => state.playback.step == steps && !state.playback.playing, 'the run to play to its end');
    await page.page.keyboard.press('ArrowLeft');
    await page.until(atStep(steps - 1), 'the left arrow to step back');
    await page.page.keyboard.press('Home');
    await page.until(atStep(0), 'Home to go to the beginning');
    // The scrubber makes room for it.
    await press(page, 'lower.next', async () => (await page.item('lower.next')).checked, 'who comes next');
    await press(page, 'scrubber', (state) => state.playback.step > 0 && state.playback.step < steps,
                'the scrubber to seek');
    await page.screenshot(`virtual-everything-${lang}-${colorScheme}`);
    await press(page, 'explore', (state) => state.exploration.executions > 1000);
    await page.screenshot(`virtual-exploring-${lang}-${colorScheme}`);
    await press(page, 'stop-exploring', (state) => !state.exploration.running);
    await press(page, 'lower.console', (state) => state.lines.length >= 0);

    await page.rest();
    const { frames } = await page.drawn();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    assert.equal((await page.drawn()).frames, frames, 'nothing is drawn while nothing moves');
  });

pageTest('On a phone, virtual time can be chosen, run and walked in Spanish',
         { query: 'scenario=philosophers&n=3&kernel=virtual&seed=3&lang=es', viewport: { width: 390, height: 844 } },
         async (page) => {
  await page.screenshot('virtual-phone-start');
  await page.press('run');
  await page.until(whole, 'the run');
  await page.screenshot('virtual-phone-run');
});
