import type { OpenStackCluster } from '../fleet/schema';
import type { ProtocolHandler } from '../server/types';
import { handleKeystone } from './keystone';
import { handleNova } from './nova';
import { handlePlacement } from './placement';

/** Speaks Keystone, Nova and Placement, all on one port. */
export const handleOpenStack: ProtocolHandler = (
  request,
  { cluster: any, tokens },
) => {
  const cluster = any as OpenStackCluster;
  const token = tokens.find(request.headers['x-auth-token']);
  return (
    handleNova(request, { cluster, token }) ??
    handlePlacement(request, { cluster, token }) ??
    handleKeystone(request, { cluster, tokens }) ?? {
      status: 404,
      body: 'Not Found',
    }
  );
};
