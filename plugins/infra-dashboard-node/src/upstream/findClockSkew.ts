import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { coreMessage } from '../messages';
import { toLimitation } from '../text';
import type { ServerClock } from './ServerClock';

/** Seconds up to two minutes, minutes above. */
function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** That the clock of the server differs from that of this machine; empty if not. @public */
export function findClockSkew({
  skewMs = 0,
}: Partial<Pick<ServerClock, 'skewMs'>>): Limitation[] {
  if (skewMs === 0) return [];
  const code = skewMs > 0 ? 'clock-ahead' : 'clock-behind';
  return [
    toLimitation(
      coreMessage(code, { difference: formatDuration(Math.abs(skewMs)) }),
      coreMessage('check-clocks'),
    ),
  ];
}
