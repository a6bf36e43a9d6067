import type { OpenStackCluster } from '../fleet/schema';
import type { Protocol, SnapshotEntry } from '../server/protocol';
import { keystoneFailure, unauthorized } from './answers';
import { serverId } from './ids';
import { answerKeystone } from './keystone';
import { answerNova } from './nova';
import { answerPlacement } from './placement';

/** Keystone, Nova and Placement, all on one port. */
export const openstack: Protocol<OpenStackCluster> = {
  handle: (request, context) =>
    answerNova(request, context) ??
    answerPlacement(request, context) ??
    answerKeystone(request, context) ??
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
