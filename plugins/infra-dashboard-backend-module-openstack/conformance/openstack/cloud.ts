import { trimSlashes } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { openstackConfigSchema } from '../../src/config';
import { loginBody } from '../../src/client/loginRequest';
import { readSettings } from '../../src/config/settings';

export type Row = Record<string, any>;

const { env } = process;

/** The variables of the `openstack` client as an entry of our configuration. */
export const config = openstackConfigSchema.parse({
  cloud: env.OS_CLOUD ?? 'envvars',
  region: env.OS_REGION_NAME,
});

/** Requests of this process by method and path without ids. */
export const requests = new Map<string, number>();
const directFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const path = new URL(String(input)).pathname.replace(/[0-9a-f-]{32,}/g, '*');
  const key = `${init?.method ?? 'GET'} ${path}`;
  requests.set(key, (requests.get(key) ?? 0) + 1);
  return directFetch(input, init);
};

export interface RawRequest {
  service: 'compute' | 'placement' | 'identity';
  path: string;
  microversion?: string;
}

export interface RawResponse {
  status: number;
  body: any;
}

/** Sends a request to a service of a region without the code under test. */
export type SendRaw = (request: RawRequest) => Promise<RawResponse>;

export interface DirectCloud {
  roles: string[];
  regions: string[];
  in: (region: string) => SendRaw;
}

/** Logs in independently of the provider. */
export async function logInDirectly(): Promise<DirectCloud> {
  const settings = await readSettings(config);
  const response = await directFetch(`${settings.identityUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(loginBody(settings.credentials)),
  });
  if (response.status !== 201) {
    throw new Error(`Keystone responded to the login with ${response.status}`);
  }
  const { token } = (await response.json()) as { token: Row };
  const id = response.headers.get('x-subject-token') ?? '';
  const endpoints = (type: string): Row[] =>
    token.catalog
      .filter((entry: Row) => entry.type === type)
      .flatMap((entry: Row) => entry.endpoints)
      .filter((item: Row) => item.interface === settings.interface);
  const found = endpoints('compute').map(({ region_id: region }) => region);
  const wanted = settings.region ? [settings.region] : settings.regions;
  return {
    roles: token.roles.map(({ name }: Row) => name).sort(),
    regions: [...new Set(wanted ?? found)] as string[],
    in: region => async request => {
      const { service, path, microversion } = request;
      const base =
        service === 'identity'
          ? settings.identityUrl
          : endpoints(service).find(item => item.region_id === region)?.url;
      if (!base) return { status: 404, body: {} };
      const reply = await directFetch(`${trimSlashes(base)}${path}`, {
        headers: {
          'X-Auth-Token': id,
          ...(microversion && {
            'OpenStack-API-Version': `${service} ${microversion}`,
          }),
        },
      });
      const text = await reply.text();
      let body: unknown;
      try {
        body = JSON.parse(text);
      } catch {
        body = {};
      }
      return { status: reply.status, body };
    },
  };
}

/** All pages of a list. Each starts after the last row of the previous one. */
export async function listRaw(
  send: SendRaw,
  request: RawRequest & { key: string },
): Promise<{ status: number; rows: Row[] }> {
  const { key, path } = request;
  const rows: Row[] = [];
  for (let marker = ''; ; marker = `marker=${rows[rows.length - 1].id}`) {
    const mark = marker && `${path.includes('?') ? '&' : '?'}${marker}`;
    const { status, body } = await send({ ...request, path: path + mark });
    if (status !== 200) return { status, rows: [] };
    const page: Row[] = body[key];
    rows.push(...page);
    const hasMore = (body[`${key}_links`] ?? []).length > 0;
    if (!hasMore || page.length === 0) return { status, rows };
  }
}
