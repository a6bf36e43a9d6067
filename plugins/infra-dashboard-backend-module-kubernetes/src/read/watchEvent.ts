import { parseJson } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { LABEL } from '../failures';
import { text } from '../schemas';

/** One line of a watch; the object of an `ERROR` is a `Status`. */
const watchEventSchema = z.object({
  type: z.string(),
  object: z.looseObject({
    metadata: z.looseObject({ uid: text, resourceVersion: text }),
  }),
});

export type WatchEvent = z.output<typeof watchEventSchema>;

/** Parses one line of a watch; undefined where it is not an event. */
export function parseWatchEvent(line: string): WatchEvent | undefined {
  try {
    return watchEventSchema.parse(parseJson(line, LABEL));
  } catch {
    return undefined;
  }
}
