import type { ProviderEntry } from '../config';

/** A refresh may make several requests, one after the other. */
const BUDGET_IN_TIMEOUTS = 6;

/** How long one refresh may take. */
export function readBudgetMs({ timings }: ProviderEntry): number {
  return timings.timeoutMs * BUDGET_IN_TIMEOUTS;
}
