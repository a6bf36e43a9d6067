import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { reason, type Reason } from '../messages';
import type { ComputeService, Hypervisor } from '../schemas';

export type NodeState = Pick<NodeStatus, 'status' | 'health'> & Reason;

export function disabledReasonOf(
  hypervisor: Hypervisor,
  service: ComputeService | undefined,
): string | undefined {
  return cleanText(
    hypervisor.service?.disabled_reason ?? service?.disabled_reason,
  );
}

/** `state` is whether nova-compute reports, `status` whether it may get new instances. */
export function nodeState(
  hypervisor: Hypervisor,
  service: ComputeService | undefined,
): NodeState {
  const disabledReason = disabledReasonOf(hypervisor, service);
  const because = disabledReason ? { reason: disabledReason } : undefined;
  const isDisabled = hypervisor.status === 'disabled';
  if (hypervisor.state === 'down') {
    const down = service?.forced_down ? 'service-forced-down' : 'service-down';
    const state = { status: 'offline', health: 'failed' } as const;
    if (!isDisabled) return { ...state, ...reason(down) };
    return because
      ? { ...state, ...reason(`${down}-disabled-because`, because) }
      : { ...state, ...reason(`${down}-disabled`) };
  }
  const disabled = because
    ? reason('host-disabled-because', because)
    : reason('host-disabled');
  if (hypervisor.state !== 'up') {
    return {
      status: 'unknown',
      health: 'unknown',
      ...(isDisabled && disabled),
    };
  }
  // Closed for new instances on purpose, which is no fault.
  return isDisabled
    ? { status: 'online', health: 'stopped', ...disabled }
    : { status: 'online', health: 'healthy' };
}
