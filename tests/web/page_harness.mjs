// pageTest: a test of the page as it is written in *.test.mjs.
//
//   pageTest('A sentence', { query: 'scenario=pool' }, async (page) => { await page.press('run'); ... });

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { artefacts, openPage, startBrowser, startServer } from './browser.mjs';

let shared;  // the server and the browser of a test file, started when the first test needs them
async function sharedBrowser() {
  shared ??= Promise.all([startServer(), startBrowser()]);
  const [server, browser] = await shared;
  return { server, browser };
}
after(async () => {
  if (!shared) return;
  const [server, browser] = await shared;
  await browser.close();
  server.close();
});

// A test with a page of its own, in a fresh profile. Options: `query`, `server` (another one), `initScript`, `ready`
// (false: do not wait for the program), `tolerate` (a pattern of console messages that are meant to come), and those of
// Playwright's contexts. Fails if the page's console had anything to complain about.
export function pageTest(name, options, body) {
  test(name, { timeout: 10 * 60_000 }, async (t) => {
    const { query = '', server, ready = true, tolerate, ...rest } = options;
    const { browser, server: own } = await sharedBrowser();
    const page = await openPage(browser, (server ?? own).url + (query ? `?${query}` : ''), rest);
    try {
      if (ready) await page.ready();
      await body(page, t);
      const troubles = page.troubles.filter((trouble) => !tolerate?.test(trouble));
      assert.deepEqual(troubles, [], 'the page said nothing on its console');
    } catch (error) {
      const file = name.replace(/[^a-z0-9]+/gi, '-').slice(0, 80);
      await page.screenshot(`failed-${file}`).catch(() => {});
      const state = await page.state().catch((reason) => String(reason));
      fs.writeFileSync(path.join(artefacts, `failed-${file}.json`),
                       JSON.stringify({ state, troubles: page.troubles }, null, 1));
      throw error;
    } finally {
      await page.page.context().close();
    }
  });
}

// ---- What a run left on the console

// Two threads may print into one line, since text and newline are two writes: so the lines are taken together, and must
// consist of exactly the sentences, with a newline for each.
export function assertPrinted(state, sentences) {
  assert.equal(state.lines.length, sentences.length, `lines: ${JSON.stringify(state.lines)}`);
  let text = state.lines.join('');
  for (const sentence of [...sentences].sort((a, b) => b.length - a.length)) {
    assert.ok(text.includes(sentence), `"${sentence}" is missing in ${JSON.stringify(state.lines)}`);
    text = text.replace(sentence, '');
  }
  assert.equal(text, '', `printed besides: ${text}`);
}
