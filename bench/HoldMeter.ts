/*
 * Measures how long the event loop is held: by the clock, which on a busy machine includes other
 * processes, and in computing time of its own thread, which does not.
 */
import { readFileSync } from 'node:fs';
import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that the main thread has computed; only on Linux. */
function threadMs(): number {
  try {
    const text = readFileSync(`/proc/self/task/${process.pid}/schedstat`);
    return Number(text.toString().split(' ')[0]) / 1e6;
  } catch {
    return NaN;
  }
}

export interface Holds {
  'wall ms': number;
  'own CPU ms': number;
  /** Of the thread that serves requests, which is a part of that. */
  'thread ms': number;
  /** By the clock. */
  'longest hold ms': number;
  'hold, own CPU ms': number;
  'longest GC ms': number;
}

/** A look takes a part of a millisecond itself. */
const LOOK_MS = 4;

let collection = 0;
new PerformanceObserver(list => {
  for (const { duration } of list.getEntries()) {
    collection = Math.max(collection, duration);
  }
}).observe({ entryTypes: ['gc'] });

const round = (ms: number) => Number(ms.toFixed(1));

/** Milliseconds that the main thread computes during some work, without those of a measurement. */
export async function measureThread(work: () => Promise<unknown>) {
  await sleep(50);
  const before = threadMs();
  await work();
  return round(threadMs() - before);
}

/** What some work costs, and how long it holds the event loop. */
export async function measureHolds(work: () => Promise<void>): Promise<Holds> {
  await sleep(50);
  collection = 0;
  let hold = 0;
  let ownHold = 0;
  let last = { at: performance.now(), own: threadMs() };
  const look = () => {
    const now = { at: performance.now(), own: threadMs() };
    hold = Math.max(hold, now.at - last.at);
    ownHold = Math.max(ownHold, now.own - last.own);
    last = now;
  };
  const timer = setInterval(look, LOOK_MS);
  const cpu = process.cpuUsage();
  const thread = threadMs();
  const startedAt = performance.now();
  await work();
  const wall = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  const inThread = threadMs() - thread;
  await sleep(5);
  look();
  clearInterval(timer);
  return {
    'wall ms': round(wall),
    'own CPU ms': round((user + system) / 1000),
    'thread ms': round(inThread),
    'longest hold ms': Math.round(hold),
    'hold, own CPU ms': Math.round(ownHold),
    'longest GC ms': Math.round(collection),
  };
}

/**
 * Megabytes that the process has, and that its objects take; after a collection where Node was
 * started with `--expose-gc`. A database in memory is part of the first only.
 */
export function memory() {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    'RSS MB': Math.round(rss / 1e6),
    'heap MB': Math.round(heapUsed / 1e6),
  };
}
