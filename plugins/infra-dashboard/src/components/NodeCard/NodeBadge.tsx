import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { StatusBadge } from '../StatusBadge';

/** The state of a node in the platform's own word, with the reason in its tooltip. */
export function NodeBadge({ node }: { node: NodeStatus }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <StatusBadge
      tone={node.health}
      label={node.rawStatus ?? t(`nodeState.${node.status}`)}
      reason={node.statusReason}
    />
  );
}
