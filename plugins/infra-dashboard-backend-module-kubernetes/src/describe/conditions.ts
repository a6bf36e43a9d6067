import type { Condition } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { mapCondition } from '../mappers/condition';
import type { KubernetesCondition } from '../schemas';

/** Conditions of pods and controllers that are good while they are true. */
const GOOD_WHEN_TRUE =
  /(Ready|ReadyToStartContainers|Initialized|Scheduled|Available|Progressing)$/;

const BAD_WHEN_TRUE = /(Failure|DisruptionTarget|ResizePending)$/;

function severityOf(type: string, status: string | undefined) {
  if (GOOD_WHEN_TRUE.test(type)) {
    if (status === 'True') return 'ok';
    return status === 'False' ? 'warning' : 'info';
  }
  return BAD_WHEN_TRUE.test(type) && status === 'True' ? 'warning' : 'info';
}

/**
 * The conditions of a pod or controller.
 *
 * @param options - `hasEnded`: all containers have ended well, so that it need not be ready
 */
export function mapConditions(
  conditions: KubernetesCondition[],
  options: { hasEnded?: boolean } = {},
): Condition[] {
  return conditions.map(condition =>
    mapCondition(condition, (type, status) =>
      options.hasEnded && status === 'False'
        ? 'info'
        : severityOf(type, status),
    ),
  );
}
