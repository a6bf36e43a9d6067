import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  toReason,
  type Judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { ComputeService, Hypervisor } from '../schemas';

/** The state of a node, its health, and why. */
export type NodeJudgement = Pick<NodeStatus, 'status'> & Judgement;

export function disabledReasonOf(
  hypervisor: Hypervisor,
  service: ComputeService | undefined,
): string | undefined {
  return cleanText(
    hypervisor.service?.disabled_reason ?? service?.disabled_reason,
  );
}

/** `state` is whether nova-compute reports, `status` whether it may get new instances. */
export function judgeNode(
  hypervisor: Hypervisor,
  service: ComputeService | undefined,
): NodeJudgement {
  const disabledReason = disabledReasonOf(hypervisor, service);
  const because = disabledReason ? { reason: disabledReason } : undefined;
  const isDisabled = hypervisor.status === 'disabled';
  if (hypervisor.state === 'down') {
    const down = service?.forced_down ? 'service-forced-down' : 'service-down';
    const state = { status: 'offline', health: 'failed' } as const;
    if (!isDisabled) return { ...state, ...toReason(message(down)) };
    return because
      ? { ...state, ...toReason(message(`${down}-disabled-because`, because)) }
      : { ...state, ...toReason(message(`${down}-disabled`)) };
  }
  const disabled = because
    ? toReason(message('host-disabled-because', because))
    : toReason(message('host-disabled'));
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
