// node run_under_node.mjs PROGRAM-core.mjs ARGUMENT...: a program that was linked for the web, as a command.
// telar-cli.mjs is this for Telar itself.

import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { boot } from './launcher.mjs';

// `core`: URL of the program's ES module. Never returns: the process ends with the program's exit code.
export async function run(core, args) {
  // Emscripten lets Node end while threads are running; only the program decides.
  setInterval(() => {}, 2 ** 30);
  process.on('uncaughtException', (error) => {
    console.error(error?.stack ?? error);
    process.exit(134);  // what a shell shows for an abort
  });
  const thisProgram = path.basename(fileURLToPath(core)).replace(/-core\.mjs$/, '');
  const preRun = [(module) => Object.assign(module.ENV, process.env)];
  const instance = await boot(core, { thisProgram, preRun }, { ended: (code) => process.exit(code) });
  instance.callMain(args);
}

if (process.argv[1] && import.meta.url == pathToFileURL(process.argv[1]).href) {
  await run(pathToFileURL(process.argv[2]), process.argv.slice(3));
}
