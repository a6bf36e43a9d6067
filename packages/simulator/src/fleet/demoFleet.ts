import { k8sEdge } from './demo/k8sEdge';
import { k8sProd } from './demo/k8sProd';
import { osEu } from './demo/osEu';
import { osUs } from './demo/osUs';
import { pveLab } from './demo/pveLab';
import { pveParis } from './demo/pveParis';
import { fleetSchema, type Fleet } from './schema';

/**
 * Two clusters of each platform in the states that a dashboard has to show: one cluster
 * unreachable, one node down, one pod in a crash loop, one region without admin rights.
 * The components `payments-api` and `web-shop` run on all three.
 */
export function demoFleet(): Fleet {
  // Parse again each time, because callers may change the result.
  return fleetSchema.parse({
    clusters: [pveParis, pveLab, k8sProd, k8sEdge, osEu, osUs],
  });
}
