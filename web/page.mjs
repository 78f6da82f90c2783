// The page's boot: looks whether the browser can do what Telar needs, says so in plain HTML if not, loads the program
// that index.html has chosen onto the canvas, and puts a readable message in its place if it ever breaks.

const texts = {
  es: {
    cannot: 'Aquí falta algo que Telar necesita',
    wasm: 'Este navegador no tiene el <strong>WebAssembly</strong> que hace falta (SIMD y excepciones). ' +
      'Usa un Chromium, Firefox o Safari actual.',
    webgl: 'No hay <strong>WebGL 2</strong>. Activa la aceleración gráfica en los ajustes del navegador, o usa otro.',
    failed: 'Telar no se ha podido cargar',
    failed_help: 'Comprueba la conexión y vuelve a intentarlo.',
    crashed: 'Telar se ha detenido por un error',
    crashed_help: 'Lo que estuviera en marcha se ha perdido. Recarga la página para seguir.',
    reload: 'Recargar',
  },
  en: {
    cannot: 'Something that Telar needs is missing here',
    wasm: 'This browser lacks the <strong>WebAssembly</strong> that is needed (SIMD and exceptions). ' +
      'Use a current Chromium, Firefox or Safari.',
    webgl: 'There is no <strong>WebGL 2</strong>. Turn on graphics acceleration in the browser’s settings, ' +
      'or use another.',
    failed: 'Telar could not be loaded',
    failed_help: 'Check the connection and try again.',
    crashed: 'Telar has stopped because of an error',
    crashed_help: 'Whatever was running is lost. Reload the page to go on.',
    reload: 'Reload',
  },
};

const asked = new URLSearchParams(location.search).get('lang');
const preferred = asked == 'en' || asked == 'es' ? asked : (navigator.language ?? 'es').startsWith('es') ? 'es' : 'en';
const languages = preferred == 'es' ? ['es', 'en'] : ['en', 'es'];  // every message in both, the reader's first
const canvas = document.querySelector('#canvas');
const message = document.querySelector('#message');
document.documentElement.lang = preferred;

// The smallest modules that use SIMD and exceptions.
const simd = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
              11];
const exceptions = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];
const has = (bytes) => typeof WebAssembly == 'object' && WebAssembly.validate(new Uint8Array(bytes));

// What nothing can be shown without.
function missing() {
  const found = [];
  if (!has(simd) || !has(exceptions)) found.push('wasm');
  if (!document.createElement('canvas').getContext('webgl2')) found.push('webgl');
  return found;
}

function escaped(text) {
  return text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);
}

// `body(words)`: what stands under the title, in that language.
function show(title, body, { reload = false, detail = '' } = {}) {
  if (!message.hidden) return;  // the first trouble is the cause of those after it
  document.querySelector('#loading').hidden = true;
  canvas.style.display = 'none';
  message.innerHTML = languages.map((language) => {
    const words = texts[language];
    return `<article lang="${language}"><h1>${words[title]}</h1>${body(words)}` +
      (reload ? `<button>${words.reload}</button>` : '') +
      (detail && language == languages[0] ? `<pre>${escaped(detail)}</pre>` : '') + '</article>';
  }).join('');
  for (const button of message.querySelectorAll('button')) button.onclick = () => location.reload();
  message.hidden = false;
}

function crashed(what) {
  show('crashed', (words) => `<p>${words.crashed_help}</p>`,
       { reload: true, detail: String(what?.stack ?? what ?? '').slice(0, 2000) });
}

// The canvas takes the keys that it has a use for. Tab goes on to the next element, and the browser keeps
// its shortcuts.
function isForCanvas(event) {
  if (event.key == 'Tab' || event.metaKey || event.altKey || /^F\d+$/.test(event.key)) return false;
  return !event.ctrlKey || ['Control', 'Enter', 'a', 'c', 'x', 'v', 'z'].includes(event.key);
}

async function start() {
  const lacks = missing();
  if (lacks.length > 0) {
    show('cannot', (words) => `<ul>${lacks.map((lack) => `<li>${words[lack]}</li>`).join('')}</ul>`);
    return;
  }
  for (const type of ['keydown', 'keyup', 'keypress']) {
    canvas.addEventListener(type, (event) => { if (!isForCanvas(event)) event.stopImmediatePropagation(); });
  }
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  canvas.addEventListener('pointerdown', () => canvas.focus({ preventScroll: true }));
  canvas.addEventListener('webglcontextlost', () => crashed('WebGL: context lost'));
  addEventListener('telar-ready', () => {
    performance.mark('telar-ready');
    document.body.classList.add('ready');
    if (document.activeElement == document.body) canvas.focus({ preventScroll: true });
  });
  // What a trap on the UI's own thread becomes. One in another thread comes by `failed`, an abort in any by onAbort;
  // children have their own instance and end alone.
  addEventListener('error', (event) => {
    const { RuntimeError, Exception } = WebAssembly;
    if (event.error instanceof RuntimeError || event.error instanceof Exception) crashed(event.error);
  });
  addEventListener('unhandledrejection', (event) => {
    if (event.reason instanceof WebAssembly.RuntimeError) crashed(event.reason);
  });

  let instance;
  try {
    const { boot } = await import('./launcher.mjs');
    const program = new URL(`${document.documentElement.dataset.program}.mjs`, import.meta.url);
    instance = await boot(program, { canvas, onAbort: crashed }, { failed: crashed });
  } catch (error) {
    show('failed', (words) => `<p>${words.failed_help}</p>`, { reload: true, detail: String(error?.message ?? error) });
    return;
  }
  try {
    instance.callMain([]);
  } catch (error) {
    // How Emscripten leaves main when the program goes on without it.
    if (error != 'unwind' && error?.name != 'ExitStatus') crashed(error);
  }
}

start();
