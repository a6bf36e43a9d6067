import type { Breaker } from './Breaker';
import type { ConnectionLogins } from './ConnectionLogins';
import type { PauseProbe } from './PauseProbe';

/** A timer may fire slightly early. */
const TIMER_SLACK_MS = 50;

/**
 * When the next read is tried, and when the connection is looked after again, which may be
 * earlier. Both in milliseconds from now.
 */
export function planRead(options: {
  breaker: Breaker;
  logins: ConnectionLogins;
  probe: PauseProbe;
  refreshMs: number;
}): { readMs: number; wakeMs: number } {
  const { breaker, logins, probe, refreshMs } = options;
  const { pauseMs } = logins;
  const readMs = Math.max(
    breaker.nextDelayMs,
    pauseMs > 0 ? pauseMs + TIMER_SLACK_MS : 0,
  );
  // Files may contain new credentials before the pause of the refused ones is over.
  const isPause = pauseMs > 0 || breaker.isAuthPause;
  const wakeMs = probe.limit(readMs);
  return { readMs, wakeMs: isPause ? Math.min(wakeMs, refreshMs) : wakeMs };
}
