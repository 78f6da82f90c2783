// A server, Chromium, and pages in it that are pressed, typed into and read as a person would. For the page's tests
// (page_harness.mjs) and for the measure of its budgets (measure.mjs).
//
// Nothing here depends on speed: what is waited for may take as long as `patience`, which only ends what hangs.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const site = path.resolve(root, process.env.TELAR_SITE ?? 'build/site');
export const artefacts = path.resolve(root, process.env.TELAR_ARTEFACTS ?? 'build/test-artefacts');
export const patience = Number(process.env.TELAR_PATIENCE ?? 120_000);  // ms

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Calls `look` until it returns something true, and returns that. `what()` says what was wrong if it never does.
export async function eventually(look, what, pause = 40) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) {
      throw new Error(`waited ${patience / 1000} s in vain: ${typeof what == 'function' ? await what() : what}`);
    }
    await sleep(pause);
  }
}

// What was started here ends with this process, however that ends.
const started = new Set();
process.on('exit', () => started.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

function start(command, args, stdio) {
  const child = spawn(command, args, { stdio });
  started.add(child);
  child.on('exit', () => started.delete(child));
  return child;
}

function firstLine(stream, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`no ${pattern} after ${patience / 1000} s in: ${text}`)), patience);
    stream.on('data', (bytes) => {
      text += bytes;
      const match = text.match(pattern);
      if (match) {
        clearTimeout(timer);
        resolve(match);
      }
    });
    stream.on('close', () => reject(new Error(`it ended, saying: ${text}`)));
  });
}

// ---- The server, as people start it

export async function startServer() {
  const child = start(path.join(root, 'tools/serve'), [site, '--port', '8700'], ['ignore', 'pipe', 'inherit']);
  const [url] = await firstLine(child.stdout, /http:\/\/\S+\//);
  return { url, close: () => child.kill('SIGKILL') };
}

// A host that knows nothing of Telar's headers. `refuse`: a pattern of paths that are not there. `pages`: what it
// serves besides the site, or instead of it: HTML by path.
export async function startPlainServer({ refuse, headers = {}, pages = {} } = {}) {
  const types = { '.html': 'text/html; charset=utf-8', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pages[pathname]) {
      response.writeHead(200, { 'Content-Type': types['.html'], ...headers }).end(pages[pathname]);
      return;
    }
    const name = pathname.replace(/\/$/, '/index.html');
    const file = path.join(site, path.normalize(name));
    if (refuse?.test(name) || !fs.existsSync(file)) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found\n');
    } else {
      response.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream', ...headers });
      response.end(fs.readFileSync(file));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

// ---- The browser

function findChromium() {
  if (process.env.TELAR_CHROMIUM) return process.env.TELAR_CHROMIUM;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      const file = path.join(folder, name);
      if (fs.existsSync(file)) return file;
    }
  }
  throw new Error('no chromium on PATH: make test installs it; TELAR_CHROMIUM may name one');
}

// Started here and not by Playwright, whose own switches change what the page can do (storage
// partitioning, throttling).
export async function startBrowser() {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'telar-chromium-'));
  const child = start(findChromium(), [
    '--headless', '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--disable-dev-shm-usage', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank',
  ], ['ignore', 'ignore', 'pipe']);
  const gone = new Promise((resolve) => child.on('exit', resolve));
  const [, endpoint] = await firstLine(child.stderr, /DevTools listening on (ws:\S+)/);
  child.stderr.resume();
  const browser = await chromium.connectOverCDP(endpoint, { timeout: patience });
  return {
    playwright: browser,
    pid: child.pid,
    async close() {
      await browser.close().catch(() => {});
      child.kill('SIGKILL');
      await gone;
      try {
        fs.rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      } catch {
        // Some process of its own still writes there. It is in the system's folder for what nobody keeps.
      }
    },
  };
}

// ---- The page

// Said by the browser of itself, not of the page.
const notOurs = [
  /GL Driver Message/, /software WebGL/i, /swiftshader/i,
  /was preloaded using link preload but not used within a few seconds/,  // a machine so slow that the module came late
];

export class TelarPage {
  constructor(page) {
    this.page = page;
    this.troubles = [];  // what the page's console should not have said
    const note = (text) => {
      if (!notOurs.some((pattern) => pattern.test(text))) this.troubles.push(text);
    };
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      note(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => note(`pageerror: ${error.stack ?? error}`));
    page.on('crash', () => note('the page has crashed'));
  }

  // What a person reads, and a program too.
  state() { return this.page.evaluate(() => telar.state()); }
  items() { return this.page.evaluate(() => telar.items()); }

  async ready() {
    const hasItems = () => document.body?.classList.contains('ready') && telar.items().length > 0;
    await eventually(() => this.page.evaluate(hasItems), () => this.page.evaluate(() => document.body.innerText));
    return this;
  }

  // An item by its label in the language on show, or by its name, which is the same in all of them.
  async item(which) {
    const items = await this.items();
    return items.find((item) => item.name == which) ?? items.find((item) => item.label == which);
  }

  // The item, once it is there, can be pressed and has stopped moving.
  async settledItem(which) {
    let before;
    return eventually(async () => {
      const item = await this.item(which);
      const place = item?.enabled ? `${item.x} ${item.y} ${item.w} ${item.h}` : undefined;
      const settled = place && place == before;
      before = place;
      return settled && item;
    }, async () => {
      const there = (await this.items()).map((item) => [item.name, item.label, item.enabled]);
      return `nothing to press as "${which}" among ${JSON.stringify(there)}`;
    });
  }

  // A click in its middle. `hold`: how many milliseconds the button is held down.
  async press(which, { hold = 0 } = {}) {
    const item = await this.settledItem(which);
    await this.page.mouse.click(item.x + item.w / 2, item.y + item.h / 2, { delay: hold });
    return item;
  }

  async pointAt(which) {
    const item = await this.settledItem(which);
    await this.page.mouse.move(item.x + item.w / 2, item.y + item.h / 2);
  }

  async tap(which) {
    const item = await this.settledItem(which);
    await this.page.touchscreen.tap(item.x + item.w / 2, item.y + item.h / 2);
    return item;
  }

  // Types a parameter's value into its field and leaves it.
  async type(parameter, value) {
    await this.press(`parameter.${parameter}`);
    await this.page.keyboard.type(String(value), { delay: 30 });
    await this.page.keyboard.press('Enter');
    await this.until((state) => state.parameters[parameter] == value, `${parameter} to become ${value}`);
  }

  // Sets all parameters given: numbers by typing them, words by pressing them.
  async fill(parameters) {
    for (const [name, value] of Object.entries(parameters)) {
      if (typeof value == 'number') {
        await this.type(name, value);
      } else {
        await this.press(`parameter.${name}.${value}`);
        await this.until((state) => state.parameters[name] == value, `${name} to become ${value}`);
      }
    }
  }

  async choose(scenario) {
    await this.press(`scenario.${scenario}`);
    return this.until((state) => state.scenario == scenario, `${scenario} to be chosen`);
  }

  // Presses Run and waits until that run has begun.
  async run() {
    const { run } = await this.state();
    await this.press('run');
    return this.until((state) => state.run.number > run.number, 'a run to begin');
  }

  finished() { return this.until((state) => state.status == 'finished', 'the run to end'); }
  async runToItsEnd() {
    await this.run();
    return this.finished();
  }

  // The state, once `holds(state)`.
  async until(holds, what) {
    let last;
    return eventually(async () => {
      last = await this.state();
      return (await holds(last)) && last;
    }, () => `${what}; the state was ${JSON.stringify(last).slice(0, 4000)}`);
  }

  // The Workers that the browser itself knows of.
  workers() {
    const urls = this.page.workers().map((worker) => worker.url());
    return {
      processes: urls.filter((url) => url.includes('process_worker')).length,
      threads: urls.filter((url) => !url.includes('process_worker')).length,
    };
  }

  // How often the page has drawn, and asked to, since it was opened.
  drawn() { return this.page.evaluate(() => ({ ...globalThis.telarDrawn })); }

  // All items, once they have stopped changing.
  async settledItems() {
    let items, before;
    await eventually(async () => {
      [before, items] = [JSON.stringify(items), await this.items()];
      return JSON.stringify(items) == before;
    }, 'the items to stop changing', 150);
    return items;
  }

  // Waits until nothing has been drawn for half a second: a cursor that blinks does so more often.
  async rest() {
    let before = -1;
    await eventually(async () => {
      const { frames } = await this.drawn();
      const same = frames == before;
      before = frames;
      return same;
    }, 'the page to stop drawing', 500);
  }

  async screenshot(name) {
    fs.mkdirSync(artefacts, { recursive: true });
    await this.page.screenshot({ path: path.join(artefacts, `${name}.png`) });
  }
}

// Counts the frames that the page asks for and those in which it draws.
function countFrames() {
  const drawn = (globalThis.telarDrawn = { frames: 0, painted: 0, draws: 0 });
  const request = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (callback) => request((time) => {
    const { draws } = drawn;
    ++drawn.frames;
    callback(time);
    if (drawn.draws > draws) ++drawn.painted;
    globalThis.telarAfterFrame?.();
  });
  const draw = WebGL2RenderingContext.prototype.drawElements;
  WebGL2RenderingContext.prototype.drawElements = function (...args) {
    ++drawn.draws;
    return draw.apply(this, args);
  };
}

// `url`: of the page, with its query. The rest as Playwright's contexts have it.
export async function openPage(browser, url, { initScript, viewport = { width: 1280, height: 820 }, ...context } = {}) {
  const made = await browser.playwright.newContext({ locale: 'es-ES', viewport, ...context });
  made.setDefaultTimeout(patience);
  const page = new TelarPage(await made.newPage());
  await page.page.addInitScript(countFrames);
  if (initScript) await page.page.addInitScript(initScript);
  await page.page.goto(url, { waitUntil: 'load' });
  return page;
}
