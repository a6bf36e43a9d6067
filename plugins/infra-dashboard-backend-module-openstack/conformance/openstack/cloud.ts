import { openstackConfigSchema } from '../../src/config';
import { loginBody } from '../../src/client/KeystoneSession';
import { readSettings } from '../../src/config/settings';

export type Row = Record<string, any>;

const { env } = process;

/** What the variables of the `openstack` client say, as our configuration. */
export const config = openstackConfigSchema.parse({
  cloud: env.OS_CLOUD ?? 'envvars',
  region: env.OS_REGION_NAME,
});

/** Requests by method and path without ids, as they leave this process. */
export const requests = new Map<string, number>();
const directFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const path = new URL(String(input)).pathname.replace(/[0-9a-f-]{32,}/g, '*');
  const key = `${init?.method ?? 'GET'} ${path}`;
  requests.set(key, (requests.get(key) ?? 0) + 1);
  return directFetch(input, init);
};

export interface Question {
  service: 'compute' | 'placement' | 'identity';
  path: string;
  microversion?: string;
}

export interface Answer {
  status: number;
  body: any;
}

/** The services of a region, asked without any of the code that is to be proven. */
export type Ask = (question: Question) => Promise<Answer>;

export interface DirectCloud {
  roles: string[];
  regions: string[];
  in: (region: string) => Ask;
}

/** Logs in beside the provider. */
export async function logInDirectly(): Promise<DirectCloud> {
  const settings = await readSettings(config);
  const response = await directFetch(`${settings.identityUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(loginBody(settings.credentials)),
  });
  if (response.status !== 201) {
    throw new Error(`Keystone answered the login with ${response.status}`);
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
    in: region => async question => {
      const { service, path, microversion } = question;
      const base =
        service === 'identity'
          ? settings.identityUrl
          : endpoints(service).find(item => item.region_id === region)?.url;
      if (!base) return { status: 404, body: {} };
      const answer = await directFetch(`${base.replace(/\/+$/, '')}${path}`, {
        headers: {
          'X-Auth-Token': id,
          ...(microversion && {
            'OpenStack-API-Version': `${service} ${microversion}`,
          }),
        },
      });
      const text = await answer.text();
      let body: unknown;
      try {
        body = JSON.parse(text);
      } catch {
        body = {};
      }
      return { status: answer.status, body };
    },
  };
}

/** All pages of a list, each from behind the last row of the one before. */
export async function askAll(
  ask: Ask,
  question: Question & { key: string },
): Promise<{ status: number; rows: Row[] }> {
  const { key, path } = question;
  const rows: Row[] = [];
  for (let marker = ''; ; marker = `marker=${rows[rows.length - 1].id}`) {
    const mark = marker && `${path.includes('?') ? '&' : '?'}${marker}`;
    const { status, body } = await ask({ ...question, path: path + mark });
    if (status !== 200) return { status, rows: [] };
    const page: Row[] = body[key];
    rows.push(...page);
    const hasMore = (body[`${key}_links`] ?? []).length > 0;
    if (!hasMore || page.length === 0) return { status, rows };
  }
}
