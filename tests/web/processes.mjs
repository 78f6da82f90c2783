// What the operating system says of the browser's processes: their CPU time and memory. Linux only.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

export const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';  // it has ended meanwhile
  }
}

function parentOf(pid) {
  return Number(read(`/proc/${pid}/stat`).replace(/^.*\) /s, '').split(' ')[1]);
}

// All that descend from `ancestor`, itself among them.
function family(ancestor) {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  const descends = (pid) => pid == ancestor || (parents.has(pid) && descends(parents.get(pid)));
  return pids.filter(descends);
}

function kindOf(pid) {
  return read(`/proc/${pid}/cmdline`).match(/--type=([\w-]+)/)?.[1];
}

// The renderers of the browser that this process (or `ancestor`) has started.
export function renderers(ancestor = process.pid) {
  return family(ancestor).filter((pid) => kindOf(pid) == 'renderer');
}

// The one that draws: on a machine without a graphics card all of its work is done by the CPU.
export function painters(ancestor = process.pid) {
  return family(ancestor).filter((pid) => kindOf(pid) == 'gpu-process');
}

// Every process of that browser.
export function browserProcesses(ancestor = process.pid) {
  return family(ancestor).filter((pid) => pid != process.pid && read(`/proc/${pid}/cmdline`).includes('chrom'));
}

// CPU time used so far, user and system.
export function cpuTicks(pids) {
  return pids.map((pid) => read(`/proc/${pid}/stat`).replace(/^.*\) /s, '').split(' '))
    .reduce((sum, fields) => sum + (Number(fields[11]) || 0) + (Number(fields[12]) || 0), 0);
}

// Bytes of memory, what is shared counted in parts.
export function memory(pids) {
  const kilobytes = (pid) => Number(read(`/proc/${pid}/smaps_rollup`).match(/^Pss:\s+(\d+) kB/m)?.[1] ?? 0);
  return pids.reduce((sum, pid) => sum + 1024 * kilobytes(pid), 0);
}
