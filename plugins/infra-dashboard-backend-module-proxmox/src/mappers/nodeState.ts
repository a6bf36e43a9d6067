import type { NodeState } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  judgement,
  type Judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { Resource } from '../schemas';

/** The state of a node, its health, and why. */
export type NodeJudgement = { status: NodeState } & Judgement;

/** State of a node by its row; every other word is unknown. */
export function toNodeState(status: string | undefined): NodeState {
  return status === 'online' || status === 'offline' ? status : 'unknown';
}

function judge(
  { status, hastate }: Resource,
  quorate: boolean | undefined,
): Judgement {
  const isInMaintenance = hastate === 'maintenance';
  const isFencing = hastate === 'fence';
  switch (toNodeState(status)) {
    case 'online':
      if (isInMaintenance) {
        // Closed for new guests on purpose, which is no fault.
        return judgement('stopped', message('node-maintenance'));
      }
      return isFencing
        ? judgement('failed', message('node-fencing'))
        : judgement('healthy');
    case 'offline':
      if (quorate === false) {
        return judgement('unknown', message('node-offline-no-quorum'));
      }
      if (isInMaintenance) {
        return judgement('degraded', message('node-maintenance-offline'));
      }
      return judgement(
        'failed',
        message(isFencing ? 'node-offline-fencing' : 'node-offline'),
      );
    default:
      return judgement('unknown', message('node-no-statistics'));
  }
}

/** State and health of a node. @param quorate - whether the member that reports it has quorum */
export function judgeNode(
  row: Resource,
  quorate: boolean | undefined,
): NodeJudgement {
  return { status: toNodeState(row.status), ...judge(row, quorate) };
}
