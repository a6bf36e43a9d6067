import type { AuditorService } from '@backstage/backend-plugin-api';

type Event = Parameters<AuditorService['createEvent']>[0];

/**
 * Does work that leaves an audit event, whether it succeeds or fails.
 *
 * @param metaOf - what the event says of the result
 */
export async function audited<T>(
  auditor: AuditorService,
  options: Event,
  work: () => Promise<T>,
  metaOf?: (result: T) => Event['meta'],
): Promise<T> {
  const event = await auditor.createEvent(options);
  try {
    const result = await work();
    await event.success(metaOf && { meta: metaOf(result) });
    return result;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}
