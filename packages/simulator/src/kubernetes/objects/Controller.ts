import type { Pod } from '../../fleet/schema';

/** Pods that belong together, and what they belong to. */
export interface Controller {
  resource: string;
  name: string;
  namespace: string;
  pods: Pod[];
  /** Of a ReplicaSet its deployment, of a Job its CronJob. */
  parent?: string;
}
