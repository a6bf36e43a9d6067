import type { Health } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

interface Judged {
  id: string;
  health: Health;
  since?: string;
}

/**
 * Sets since when each object has its health. Where it was never seen otherwise this is not
 * known: the state before the first reading is unknown.
 *
 * @param options - `before`: the objects of the last reading, if there is one; `wasComplete`:
 *   whether what that did not list did not exist
 */
export async function stampSince(
  items: readonly Judged[],
  options: {
    before: readonly Judged[] | ReadonlyMap<string, Judged> | undefined;
    wasComplete: boolean;
    at: number;
  },
): Promise<void> {
  const { at, before, wasComplete } = options;
  if (!before) return;
  const known = new Map<string, Judged>();
  await forEachSliced(before.values(), item => void known.set(item.id, item));
  const now = new Date(at).toISOString();
  await forEachSliced(items, item => {
    const last = known.get(item.id);
    if (last) item.since = last.health === item.health ? last.since : now;
    else item.since = wasComplete ? now : undefined;
  });
}
