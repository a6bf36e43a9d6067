import {
  requestedShare,
  usedShare,
  type NodeStatus,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** How full a node is. */
export interface Heat {
  /** 0..100, above 100 if overcommitted; absent if unknown. */
  share?: number;
  /** The share is of what is requested or allocated: what is in use is not measured. */
  isRequested: boolean;
}

/** Usage of a resource, or its requests if usage is not measured. */
export function heatOf(usage: Usage | undefined): Heat {
  const used = usedShare(usage);
  if (used !== undefined) return { share: used, isRequested: false };
  const requested = requestedShare(usage);
  return requested === undefined
    ? { isRequested: false }
    : { share: requested, isRequested: true };
}

/** Whether a node is so unwell that how full it is matters less. */
export function isDown({ health }: NodeStatus): boolean {
  return health === 'failed' || health === 'unknown';
}
