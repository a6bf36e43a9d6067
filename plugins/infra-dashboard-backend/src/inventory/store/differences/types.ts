import type { NewChange } from '../../../changes/types';

/** A change without what all changes of a cluster have in common. */
export type FoundChange = Omit<
  NewChange,
  'at' | 'cluster' | 'provider' | 'providerName'
>;

/** Why something is as it is; fields that the model of clusters, nodes and workloads shares. */
export function reasonOf(item: {
  statusReason?: string;
  reasonCode?: string;
  reasonParams?: NewChange['reasonParams'];
}): Pick<NewChange, 'statusReason' | 'reasonCode' | 'reasonParams'> {
  const { statusReason, reasonCode, reasonParams } = item;
  return {
    ...(statusReason !== undefined && { statusReason }),
    ...(reasonCode !== undefined && { reasonCode }),
    ...(reasonParams !== undefined && { reasonParams }),
  };
}
