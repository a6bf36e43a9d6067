import type { ClientNode } from '../credentials/KubeConfigCredentials';

/**
 * Jest cannot import ES modules without a flag of Node; Node itself can require them. Its
 * own `require` is reached past Jest's, so that tests read kubeconfigs with the real thing.
 */
export async function loadClientNode(): Promise<ClientNode> {
  const { createRequire } = process.getBuiltinModule('node:module');
  return createRequire(__filename)('@kubernetes/client-node');
}
