import { AsyncResource } from 'node:async_hooks';
import type { Limit } from './UpstreamGate';

/** Does the work of one request once all limits have room for it. @public */
export function withinLimits<T>(
  limits: readonly Limit[],
  work: () => Promise<T>,
): Promise<T> {
  // A queued task must not run in the async context of the task that releases it.
  const own = AsyncResource.bind(work);
  return limits.reduceRight<() => Promise<T>>(
    (inner, limit) => () => limit(inner),
    own,
  )();
}
