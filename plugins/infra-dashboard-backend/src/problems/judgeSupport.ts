import type { Message } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  type PlatformSupport,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** An end is reported this long before. */
const SOON_MS = 60 * 86_400_000;

/** The leading numbers of a version: 1 and 36 of `v1.36.2-gke.1`, 2 and 96 of `compute 2.96`. */
function numbersOf(version: string): number[] {
  const [, text] =
    /^(?:[a-z]{1,20} )?v?(\d{1,9}(?:\.\d{1,9}){0,3})/.exec(version) ?? [];
  return text === undefined ? [] : text.split('.').map(Number);
}

/** Negative where the version is before the series, 0 where it is of it. */
function compare(version: number[], series: number[]): number {
  for (const [index, number] of series.entries()) {
    const difference = (version[index] ?? 0) - number;
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * What to say of a version that gets no corrections any more, or soon; undefined where it does, or
 * nothing is known.
 *
 * @param now - in milliseconds
 */
export function judgeSupport(
  version: string,
  { ends }: PlatformSupport,
  now: number,
): Message | undefined {
  const own = numbersOf(version);
  if (own.length === 0) return undefined;
  const known = Object.entries(ends).map(([text, end]) => ({
    ...{ series: numbersOf(text), end },
  }));
  const found = known.find(({ series }) => compare(own, series) === 0);
  if (!found) {
    const isOld = known.every(({ series }) => compare(own, series) < 0);
    return isOld && known.length > 0
      ? coreMessage('version-unsupported-old', { version })
      : undefined;
  }
  const { end } = found;
  // Through the last day.
  const over = Date.parse(`${end}T23:59:59Z`);
  if (now > over) return coreMessage('version-unsupported', { end, version });
  return now > over - SOON_MS
    ? coreMessage('version-ends-soon', { end, version })
    : undefined;
}
