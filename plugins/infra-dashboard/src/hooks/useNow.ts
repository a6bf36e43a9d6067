import { useSyncExternalStore } from 'react';

const TICK_MS = 5_000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all ages on the page: a table has hundreds of them. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function getNow() {
  // The clock stops while it has no listeners.
  if (!timer && Date.now() - now > TICK_MS) now = Date.now();
  return now;
}

/** The time in milliseconds, updated every five seconds, so that ages grow between responses. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, getNow);
}
