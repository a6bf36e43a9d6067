import {
  workloadCsvHead,
  workloadCsvLines,
  type WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { yieldIfDue } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { VisibleInventory } from './VisibleInventory';

/** Rows of one query. */
const PAGE = 1_000;

/** Rows that are made to text at once. */
const SLICE = 50;

/**
 * The workloads of a query as CSV, in parts. A page begins after the last row of the page before,
 * so that no row is there twice; one that comes or goes meanwhile may be missing.
 *
 * @param query - `limit`: rows at most; default: all of them
 */
export async function* exportWorkloads(
  query: WorkloadQuery,
  inventory: Pick<VisibleInventory, 'queryWorkloads'>,
): AsyncGenerator<string> {
  let { cursor, limit: left = Infinity } = query;
  let head = workloadCsvHead();
  do {
    const limit = Math.min(PAGE, left);
    const page = await inventory.queryWorkloads({ ...query, limit, cursor });
    // After the first query, whose failure has a status of its own.
    yield head;
    head = '';
    for (let index = 0; index < page.items.length; index += SLICE) {
      await yieldIfDue();
      yield workloadCsvLines(page.items.slice(index, index + SLICE));
    }
    left -= page.items.length;
    cursor = page.nextCursor;
  } while (cursor && left > 0);
}
