import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { audited } from '../audit/audited';
import { namesOf } from '../audit/namesOf';

/** Who calls: a user, or a service. */
function callerOf({ principal }: BackstageCredentials): string | undefined {
  const { subject, userEntityRef } = principal as {
    subject?: string;
    userEntityRef?: string;
  };
  return userEntityRef ?? subject;
}

/** Which object an action is asked about. */
function objectOf(input: unknown): Record<string, string> {
  const { cluster, id, node } = Object(input);
  return namesOf({ cluster, node, workload: id });
}

/** A registry whose actions leave an audit event for each call, denied ones too. */
export function auditActions(
  registry: ActionsRegistryService,
  auditor: AuditorService,
): Pick<ActionsRegistryService, 'register'> {
  return {
    register: options =>
      registry.register({
        ...options,
        action: context =>
          audited(
            auditor,
            {
              eventId: 'action',
              severityLevel: 'low',
              meta: {
                action: options.name,
                caller: callerOf(context.credentials),
                ...objectOf(context.input),
              },
            },
            async () => options.action(context),
          ),
      }),
  };
}
