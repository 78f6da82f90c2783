#!/usr/bin/env node
// telar-cli.mjs: the command `telar`, as WebAssembly under Node.
import { run } from './run_under_node.mjs';

await run(new URL('telar-core.mjs', import.meta.url), process.argv.slice(2));
