import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import type { ProxmoxClient } from './client';
import type { ProxmoxCredentials } from './config';
import { grantCommands } from './mappers';

/** By path, the privileges; the presence of a key is the grant. */
const permissionsSchema = z.record(
  z.string(),
  z.record(z.string(), z.unknown()),
);

const PRIVILEGES: Array<{ id: string; title: string; paths: RegExp }> = [
  { id: 'Sys.Audit', title: 'Read nodes and quorum', paths: /^\/$|^\/nodes/ },
  { id: 'VM.Audit', title: 'Read guests', paths: /^\/$|^\/vms|^\/pool/ },
  {
    id: 'Datastore.Audit',
    title: 'Read storages',
    paths: /^\/$|^\/storage|^\/pool/,
  },
  { id: 'Pool.Audit', title: 'Read pools', paths: /^\/$|^\/pool/ },
];

/**
 * What the credentials may read: reach and login by `GET /version`, the privileges by
 * `GET /access/permissions`, since missing ones show as empty lists and not as errors.
 */
export async function checkConnection(options: {
  client: ProxmoxClient;
  credentials: ProxmoxCredentials;
  signal: AbortSignal;
}): Promise<ConnectionCheck> {
  const { client, credentials, signal } = options;
  const checks: ConnectionCheck['checks'] = [];
  const explain = (error: unknown) => {
    const failure = error instanceof ProviderFailure ? error : undefined;
    return {
      message: failure?.message ?? 'The answer could not be understood',
      ...(failure?.hint && { remedy: failure.hint }),
    };
  };
  try {
    await client.get('/version', { signal });
    checks.push({
      id: 'connect',
      title: 'Connect and log in',
      status: 'passed',
    });
  } catch (error) {
    checks.push({
      id: 'connect',
      title: 'Connect and log in',
      status: 'failed',
      ...explain(error),
    });
    return { ok: false, checks };
  }
  try {
    const granted = permissionsSchema.parse(
      await client.get('/access/permissions', { signal }),
    );
    for (const { id, title, paths } of PRIVILEGES) {
      const where = Object.keys(granted).filter(
        path => paths.test(path) && id in granted[path],
      );
      const everywhere = where.includes('/');
      checks.push({
        id,
        title,
        status: everywhere ? 'passed' : where.length > 0 ? 'warning' : 'failed',
        ...(!everywhere && {
          message:
            where.length > 0
              ? `${id} is granted on a part only: ${where
                  .slice(0, 5)
                  .join(', ')}`
              : `${id} is missing`,
          remedy: grantCommands(credentials),
        }),
      });
    }
  } catch (error) {
    checks.push({
      id: 'permissions',
      title: 'Read the own permissions',
      status: 'warning',
      ...explain(error),
    });
  }
  return { ok: checks.every(({ status }) => status !== 'failed'), checks };
}
