import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** What a search in a list of nodes looks in. */
export function nodeText(node: NodeStatus): string {
  return [
    node.name,
    node.rawStatus,
    node.statusReason,
    ...(node.addresses ?? []),
    ...Object.values(node.metadata ?? {}),
    ...Object.entries(node.labels ?? {}).map(pair => pair.join('=')),
  ].join('\n');
}
