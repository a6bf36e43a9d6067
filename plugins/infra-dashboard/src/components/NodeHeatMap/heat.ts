import type {
  NodeStatus,
  Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** How full a node is. */
export interface Heat {
  /** 0..100, and more where more is promised than there is; absent where nobody knows. */
  share?: number;
  /** The share is of what is requested or allocated: what is in use is not measured. */
  isRequested: boolean;
}

/** What is in use of a resource, or what is requested where use is not measured. */
export function heatOf(usage: Usage | undefined): Heat {
  const { percentage, requested, total, used } = usage ?? {};
  if (percentage !== undefined)
    return { share: percentage, isRequested: false };
  if (used !== undefined && total) {
    return { share: (used / total) * 100, isRequested: false };
  }
  if (requested !== undefined && total) {
    return { share: (requested / total) * 100, isRequested: true };
  }
  return { isRequested: false };
}

/** Whether a node is so unwell that how full it is matters less. */
export function isDown({ health }: NodeStatus): boolean {
  return health === 'failed' || health === 'unknown';
}
