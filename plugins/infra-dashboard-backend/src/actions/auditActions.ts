import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';

/** Who calls: a user, or a service. */
function callerOf({ principal }: BackstageCredentials): string | undefined {
  const { subject, userEntityRef } = principal as {
    subject?: string;
    userEntityRef?: string;
  };
  return userEntityRef ?? subject;
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
        action: async context => {
          const event = await auditor.createEvent({
            eventId: 'action',
            severityLevel: 'low',
            meta: {
              action: options.name,
              caller: callerOf(context.credentials),
            },
          });
          try {
            const result = await options.action(context);
            await event.success();
            return result;
          } catch (error) {
            await event.fail({ error: error as Error });
            throw error;
          }
        },
      }),
  };
}
