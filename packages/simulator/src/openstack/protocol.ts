import type { OpenStackCluster } from '../fleet/schema';
import type { SnapshotEntry } from '../server/ChangeLog';
import type { Protocol } from '../server/protocol';
import { keystoneFailure, unauthorized } from './responses';
import { serverId } from './ids';
import { handleKeystone } from './keystone';
import { handleNova } from './nova';
import { handlePlacement } from './placement';

/** Keystone, Nova and Placement, all on one port. */
export const openstack: Protocol<OpenStackCluster> = {
  handle: (request, context) =>
    handleNova(request, context) ??
    handlePlacement(request, context) ??
    handleKeystone(request, context) ??
    keystoneFailure(404, 'Not Found', 'Not Found'),
  refuse(request, { tokens }) {
    tokens.revoke(request.headers['x-auth-token'] ?? '');
    return unauthorized(request.origin);
  },
  snapshot: ({ cluster }) =>
    new Map(
      cluster.workloads.map((server): [string, SnapshotEntry] => [
        `servers/${serverId(cluster, server)}`,
        {
          resource: 'servers',
          fingerprint: JSON.stringify(server),
          render: () => server,
        },
      ]),
    ),
};
