// The page itself: that it loads, rests, speaks two languages, fits its screen, and says what it lacks.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { eventually, sleep, startPlainServer } from './browser.mjs';
import { pageTest } from './page_harness.mjs';
import { cpuTicks, renderers, ticksPerSecond } from './processes.mjs';

// The programs' folders in the order of the list, and their titles: the first lines of their texts.
const root = new URL('../../', import.meta.url);
const read = (name) => readFileSync(new URL(name, root), 'utf8');
const folders = read('cmake/resources.cmake').match(/set\(telar_scenarios([^)]*)\)/)[1].trim().split(/\s+/);
const scenarios = folders.map((folder) => folder.replaceAll('_', '-'));
const titlesIn = (language) =>
  folders.map((folder) => read(`src/scenarios/${folder}/${language}.md`).match(/^# (.*)/)[1]);

pageTest('It loads isolated from other origins, with WebGL 2, and shows every program', {}, async (page) => {
  assert.equal(await page.page.evaluate(() => crossOriginIsolated), true);
  assert.equal(await page.page.evaluate(() =>
      document.querySelector('#canvas').getContext('webgl2') instanceof WebGL2RenderingContext), true);
  const { environment, status, outcome, language } = await page.state();
  assert.deepEqual({ ...environment, cores: 0 },
                   { web: true, isolated: true, real_threads: true, real_processes: true, cores: 0 });
  assert.ok(environment.cores >= 1);
  assert.deepEqual([status, outcome, language], ['idle', null, 'es']);
  const options = (await page.items()).filter((item) => item.name.startsWith('scenario.'));
  assert.deepEqual(options.map((item) => item.name), scenarios.map((name) => `scenario.${name}`));
  assert.deepEqual(options.map((item) => item.label), titlesIn('es'));
  assert.deepEqual(options.map((item) => item.checked), scenarios.map((_, i) => i == 0));
  assert.equal((await page.item('run')).enabled, true);
  assert.equal((await page.item('stop')).enabled, false);
  // Not blank: the picture has more than a few colours.
  assert.ok((await page.drawn()).draws > 0);
  await page.screenshot('first-sight');
});

pageTest('What it begins with it asks for at once, and for nothing besides', {}, async (page) => {
  const { asked, loaded } = await page.page.evaluate(() => ({
    asked: [...document.querySelectorAll('link[rel$=preload]')].map((link) => link.href),
    loaded: performance.getEntriesByType('resource').map((entry) => entry.name),
  }));
  const code = new Set(loaded.filter((name) => /\.(mjs|wasm)$/.test(name) && !name.endsWith('/page.mjs')));
  assert.deepEqual([...code].sort(), asked.sort());
});

// ---- Languages

// Labels that are the same words in both languages, or no words at all.
const sameInBoth =
  /^(ES|EN|on|off|opposite|same|same-hand|one-left-handed|if|while|sleep|cpu|Python|C\+\+|Zoom|Telar|[\d.,]*)$/;

async function labelsOfEveryProgram(page) {
  const labels = new Map();
  for (const scenario of scenarios) {
    await page.choose(scenario);
    for (const item of await page.settledItems()) labels.set(`${scenario}: ${item.name || item.label}`, item.label);
  }
  return labels;
}

pageTest('Choosing English changes every label, and choosing Spanish changes them back', {}, async (page) => {
  assert.equal(await page.page.evaluate(() => document.documentElement.lang), 'es');
  const spanish = await labelsOfEveryProgram(page);
  await page.press('EN');
  await page.until((state) => state.language == 'en', 'English');
  assert.equal(await page.page.evaluate(() => document.documentElement.lang), 'en');
  const english = await labelsOfEveryProgram(page);
  assert.deepEqual([...english.keys()], [...spanish.keys()], 'the same things to press');
  const unchanged = [...english].filter(([name, label]) => label == spanish.get(name) && !sameInBoth.test(label));
  assert.deepEqual(unchanged, []);
  const words = new Set([...spanish.values()].filter((label) => !sameInBoth.test(label)));
  assert.deepEqual([...english.values()].filter((label) => words.has(label)), [], 'no Spanish label is left');
  assert.ok([...english.values()].every((label) => !/[áéíóúñ¿¡]/i.test(label)));
  await page.press('ES');
  await page.until((state) => state.language == 'es', 'Spanish');
  assert.deepEqual(await labelsOfEveryProgram(page), spanish);
});

pageTest('The language chosen is that of the program too, and is remembered',
         { query: 'scenario=threads&n=1&seconds=0' }, async (page) => {
  await page.press('EN');
  await page.until((state) => state.language == 'en', 'English');
  assert.deepEqual((await page.runToItsEnd()).lines, ['Thread 0 sleeping 0 seconds', 'Thread 0 awake']);
  await page.page.reload();
  await page.ready();
  assert.equal((await page.state()).language, 'en');
});

pageTest('The browser\'s language comes first', { locale: 'en-GB' }, async (page) => {
  assert.equal((await page.state()).language, 'en');
  assert.equal((await page.item('run')).label, 'Run');
});

// ---- The timeline

pageTest('Wheel, drag and keys move the timeline, and F shows all of it again',
         { query: 'scenario=threads&n=3&seconds=0.3' }, async (page) => {
  await page.runToItsEnd();
  const view = async () => (await page.state()).view;
  const whole = (await page.until((state) => state.view.fitted && state.view.end_ns >= state.metrics.elapsed_ns,
                                  'the whole run to be seen')).view;
  const timeline = await page.settledItem('timeline');
  const x = timeline.x + timeline.w * 0.6, y = timeline.y + timeline.h * 0.4;
  const length = (v) => v.end_ns - v.begin_ns;
  const changes = async (act, holds, what) => {
    const before = await view();
    await act();
    return (await page.until((state) => holds(state.view, before), what)).view;
  };
  const { mouse, keyboard } = page.page;
  await mouse.move(x, y);
  await changes(() => mouse.wheel(0, -240), (now, before) => length(now) < length(before), 'the wheel to zoom in');
  await changes(() => mouse.wheel(0, 120), (now, before) => length(now) > length(before), 'the wheel to zoom out');
  await changes(() => keyboard.press('+'), (now, before) => length(now) < length(before), '+ to zoom in');
  await changes(() => keyboard.press('+'), (now, before) => length(now) < length(before), '+ to zoom in again');
  await changes(() => keyboard.press('-'), (now, before) => length(now) > length(before), '- to zoom out');
  await changes(() => keyboard.press('ArrowRight'), (now, before) => now.begin_ns > before.begin_ns,
                'the right arrow to go on');
  await changes(() => keyboard.press('ArrowLeft'), (now, before) => now.begin_ns < before.begin_ns,
                'the left arrow to go back');
  await changes(async () => {
    await mouse.down();
    for (let step = 1; step <= 5; ++step) {
      await mouse.move(x - 20 * step, y);
      await sleep(60);
    }
    await mouse.up();
  }, (now, before) => now.begin_ns > before.begin_ns && Math.abs(length(now) / length(before) - 1) < 0.01,
  'a drag to the left to go on');
  await mouse.move(x, y);
  await page.screenshot('timeline-zoomed');
  const fitted = await changes(() => keyboard.press('f'), (now) => now.fitted, 'F to show all');
  assert.ok(Math.abs(fitted.begin_ns - whole.begin_ns) < 1 && Math.abs(length(fitted) / length(whole) - 1) < 0.001);
  // The same by what can be pressed.
  await changes(() => page.press('zoom-in'), (now, before) => length(now) < length(before), 'the button to zoom in');
  await changes(() => page.press('zoom-out'), (now, before) => length(now) > length(before), 'the button to zoom out');
  await changes(() => page.press('Ver todo'), (now) => now.fitted, 'the button to show all');
});

// ---- Rest

pageTest('An idle page draws nothing, asks for no frame and leaves the CPU alone', {}, async (page) => {
  await page.rest();
  const before = await page.drawn();
  await sleep(4000);
  assert.deepEqual(await page.drawn(), before);
  // Compilers and spares may still be at work after the load: in the end it comes to rest.
  const seconds = 4;
  await eventually(async () => {
    const pids = renderers(), ticks = cpuTicks(pids);
    await sleep(seconds * 1000);
    return cpuTicks(pids) - ticks <= 0.01 * seconds * ticksPerSecond;
  }, 'the page to use less than 1 % of a core', 0);
  assert.deepEqual(await page.drawn(), before);
});

pageTest('After a run the page is idle again', { query: 'scenario=async-await&n=3&seconds=0.1' }, async (page) => {
  await page.runToItsEnd();
  await page.rest();
  const before = await page.drawn();
  await sleep(3000);
  assert.deepEqual(await page.drawn(), before);
});

// ---- Screens

for (const [name, context] of Object.entries({
  'a phone of 390 x 844 points at twice the density': {
    viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true,
  },
  'a window of 1024 x 768': { viewport: { width: 1024, height: 768 } },
  'a page embedded at 700 x 450 points': { viewport: { width: 700, height: 450 } },
  'a dark window at twice the density': {
    viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2, colorScheme: 'dark',
  },
})) {
  pageTest(`On ${name}, Run can be pressed and the run be seen`,
           { query: 'scenario=threads&n=3&seconds=0.1', ...context }, async (page) => {
    const { width, height } = context.viewport, scale = context.deviceScaleFactor ?? 1;
    const size = await page.page.evaluate(() => [document.querySelector('#canvas').width,
                                                 document.querySelector('#canvas').height]);
    assert.deepEqual(size, [width * scale, height * scale], 'a pixel of the canvas is one of the screen');
    const { number } = (await page.state()).run;
    if (context.hasTouch) await page.tap('run');
    else await page.press('run');
    await page.until((state) => state.run.number > number, 'the run to begin');
    assert.equal((await page.finished()).outcome, 'finished');
    await page.rest();
    const items = await page.items();
    assert.ok(items.every(({ x, y, w, h }) => x >= -0.5 && y >= -0.5 && x + w <= width + 0.5 && y + h <= height + 0.5));
    assert.ok(items.some((item) => item.name == 'timeline'), 'the timeline is there');
    await page.screenshot(`screen-${width}x${height}@${scale}`);
  });
}

pageTest('A window that becomes narrow, and wide again, still lets Run be pressed',
         { query: 'scenario=threads&n=2&seconds=0.1' }, async (page) => {
  for (const [width, height] of [[390, 844], [1440, 900], [320, 568]]) {
    await page.page.setViewportSize({ width, height });
    await eventually(async () => {
      const run = await page.item('run'), language = await page.item('language.en');
      return run && run.x + run.w <= width && run.y + run.h <= height &&
        language.x > width - 200 && language.x + language.w <= width;
    }, `the layout of ${width} x ${height}`);
    assert.equal((await page.runToItsEnd()).outcome, 'finished');
  }
});

// ---- What a link may get wrong

for (const [query, language, about] of [
  ['scenario=nope&autorun=1', 'es', /nope.*threads.*queue/s],
  ['scenario=pool&n=many&autorun=1&lang=en', 'en', /n cannot be 'many'.*1 .*\d/],
  ['scenario=pool&n=-3&autorun=1', 'es', /n no puede ser '-3'/],
  ['scenario=threads&seconds=1e99&autorun=1&lang=en', 'en', /seconds cannot be '1e99'/],
  ['scenario=threads&colour=red&autorun=1&lang=en', 'en', /colour.*n, seconds, work, gil/],
  ['lang=fr', 'es', /lang no puede ser 'fr'/],
  ['scenario=threads&work=%3Cb%3Eplay%3C/b%3E&autorun=1', 'es', /<b>play<\/b>.*sleep o cpu/],
]) {
  pageTest(`A link with "${query}" is told in one line what is wrong and what is allowed`, { query }, async (page) => {
    const state = await page.state();
    assert.equal(state.language, language);
    assert.match(state.notice, about);
    assert.equal(state.notice.trim().split('\n').length, 1);
    await page.rest();
    assert.equal((await page.state()).status, 'idle', 'nothing was run');
    await page.press('dismiss');
    await page.until(({ notice }) => notice == '', 'the notice to go');
    assert.equal(await page.item('dismiss'), undefined);
  });
}

// ---- What may be missing

// Says it in both languages, the reader's first, as text that is really there to be read.
async function assertSays(page, spanish, english) {
  await page.page.locator('#message article').first().waitFor({ state: 'visible' });
  const articles = await page.page.locator('#message article').evaluateAll((them) =>
      them.map((a) => [a.lang, a.innerText, a.getBoundingClientRect().height]));
  assert.deepEqual(articles.map(([lang]) => lang), ['es', 'en']);
  assert.match(articles[0][1], spanish);
  assert.match(articles[1][1], english);
  assert.ok(articles.every(([, , height]) => height > 50));
  assert.equal(await page.page.locator('#loading').isVisible(), false);
}

const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const withoutProgram = await startPlainServer({ refuse: /telar-page\.wasm/, headers: isolated });
after(() => withoutProgram.close());

pageTest('Without WebGL 2 it says so', {
  ready: false,
  initScript: () => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind == 'webgl2' ? null : get.call(this, kind, ...rest);
    };
  },
}, async (page) => {
  await assertSays(page, /No hay WebGL 2/, /There is no WebGL 2/);
  await page.screenshot('missing-webgl');
});

pageTest('Without WebAssembly it says so', { ready: false, initScript: () => { delete globalThis.WebAssembly; } },
         async (page) => {
  await assertSays(page, /WebAssembly/, /lacks the WebAssembly/);
});

pageTest('If the program cannot be fetched it says so, and lets one try again',
         { server: withoutProgram, ready: false, tolerate: /telar-page\.wasm|404|preload/ }, async (page) => {
  await assertSays(page, /no se ha podido cargar/, /could not be loaded/);
  assert.equal(await page.page.locator('#message button').first().innerText(), 'Recargar');
});

pageTest('If the picture is lost it says so, and lets one reload', { tolerate: /context|CONTEXT_LOST|WebGL/ },
         async (page) => {
  await page.rest();
  await page.page.evaluate(() =>
      document.querySelector('#canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
  await assertSays(page, /detenido por un error/, /stopped because of an error/);
  await page.page.locator('#message button').first().click();
  await page.ready();
});
