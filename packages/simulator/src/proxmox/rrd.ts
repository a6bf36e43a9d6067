import { drift, type Clock } from '../fleet/derive';
import type { ProxmoxCluster, ProxmoxNode } from '../fleet/schema';
import type { SimulatedResponse } from '../server/protocol';
import type { Row } from './nodes';
import { badParameter, forbidden, ok } from './responses';
import type { Rights } from './rights';
import { isVersion9 } from './version';

/** Seconds of a row and number of rows, before version 9 and since then. */
const FRAMES = new Map([
  ['hour', { before9: [60, 70], since9: [60, 60] }],
  ['day', { before9: [1_800, 70], since9: [60, 1_440] }],
  ['week', { before9: [10_800, 70], since9: [1_800, 336] }],
]);

/** `GET /nodes/{node}/rrddata`; any node responds for any other one, also for a dead one. */
export function nodeStatistics(
  cluster: ProxmoxCluster,
  options: {
    node: ProxmoxNode;
    clock: Clock;
    query: URLSearchParams;
    rights: Rights;
  },
): SimulatedResponse {
  const { clock, node, query, rights } = options;
  const frame = FRAMES.get(query.get('timeframe') ?? '');
  if (!frame) {
    return badParameter(
      'timeframe',
      'property is missing and it is not optional',
    );
  }
  if (rights !== 'all') return forbidden(`/nodes/${node.name}`, 'Sys.Audit');
  const [step, count] = isVersion9(cluster) ? frame.since9 : frame.before9;
  const end = Math.floor(clock.now / 1000 / step) * step;
  const isMeasured = (time: number) =>
    node.state === 'online' || time < end - node.downSeconds;
  return ok(
    Array.from({ length: count }, (_, index): Row => {
      const time = end - (count - 1 - index) * step;
      // Nothing is measured yet in the running interval.
      if (index === count - 1 || !isMeasured(time)) return { time };
      const at = { ...clock, now: time * 1000 };
      return {
        time,
        cpu: drift(node.load, node.name, at),
        maxcpu: node.cores,
        memused: node.memory * drift(node.memoryLoad, node.name, at),
        memtotal: node.memory,
      };
    }),
  );
}
