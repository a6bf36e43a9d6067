import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type JsonValue } from '@backstage/types';
import { z } from 'zod';
import { coreSchemaText } from './schemaText';

const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
];

function format(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => ms > 0 && ms % one === 0) ?? [
    'ms',
    1,
  ];
  return `${ms / size}${unit}`;
}

/**
 * A duration in milliseconds, of a text such as `15s` or an object, as Backstage reads it.
 *
 * @public
 */
export const duration = (minMs: number, maxMs: number = 86_400_000) =>
  z
    .unknown()
    .transform((value, context): number | undefined => {
      if (value === undefined) return undefined;
      try {
        const config = new ConfigReader({ duration: value as JsonValue });
        const ms = durationToMilliseconds(
          readDurationFromConfig(config, { key: 'duration' }),
        );
        if (ms >= minMs && ms <= maxMs) return ms;
        context.addIssue(
          coreSchemaText('must-be-between', {
            min: format(minMs),
            max: format(maxMs),
          }),
        );
      } catch {
        context.addIssue(coreSchemaText('must-be-duration'));
      }
      return z.NEVER;
    })
    .optional();
