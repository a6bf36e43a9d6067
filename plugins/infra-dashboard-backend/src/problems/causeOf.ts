import {
  HEALTHS,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { controllerKey, isUnhealthy, type App } from './foldReplicas';
import type { Role } from './types';

const MAX_TEXT = 300;

/** The replicas of an app; itself where it has none that are not well. */
export function membersOf({ replicas, self }: App): Workload[] {
  return replicas.length > 0 || !self ? replicas : [self];
}

/** The member that says best what is wrong: the worst one, with a reason. */
export function leadOf(app: App): Workload {
  const rank = ({ health, statusReason }: Workload) =>
    HEALTHS.indexOf(health) * 2 + (statusReason ? 1 : 0);
  return membersOf(app).reduce((best, one) => {
    const difference = rank(one) - rank(best);
    return difference > 0 || (difference === 0 && one.id < best.id)
      ? one
      : best;
  });
}

/** A reason without what differs from one workload to the next, or from minute to minute. */
function commonText({ id, name, statusReason = '' }: Workload): string {
  return [id, name]
    .reduce((text, part) => text.replaceAll(part, ''), statusReason)
    .replace(/\d+/g, '#')
    .slice(0, MAX_TEXT);
}

/**
 * What identifies the cause of an app's failure. Apps with the same one are one problem: those
 * that wait for the same image, or that get no node for the same reason, or machines with the
 * same error. Other apps fail by themselves.
 */
export function causeOf(
  app: App,
  roleOf: (type: string) => Role | undefined,
): string[] {
  const lead = leadOf(app);
  const { images = [], node, reasonCode, status, statusReason } = lead;
  const image = images.find(one => statusReason?.includes(one));
  if (image) return ['image', image];
  if (statusReason && isUnhealthy(lead)) {
    const reason = reasonCode ?? commonText(lead);
    if (roleOf(lead.type) === 'machine') return ['machine', status, reason];
    const isReplica = app.replicas.length > 0;
    if (isReplica && node === undefined && !reasonCode) {
      return ['no-node', reason];
    }
  }
  // The same with and without its replicas.
  return app.self
    ? ['id', app.self.id]
    : controllerKey(lead, roleOf) ?? ['id', lead.id];
}
