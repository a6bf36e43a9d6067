import {
  parseJson,
  ProviderFailure,
  type UpstreamClient,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { lower, parseMicroversion } from '../microversion';
import { versionDocumentSchema } from '../schemas';
import type { ServiceName } from './catalog';
import type { Target } from './Target';

/** The newest microversions that this code was tested with. */
const NEWEST_TESTED: Partial<Record<ServiceName, string>> = {
  compute: '2.93',
  placement: '1.39',
};

/** Used for a service that does not report its versions. Nova has 2.53 since Pike (2017). */
const FALLBACK: Partial<Record<ServiceName, string>> = { compute: '2.53' };

/** Old Nova endpoints end in `/v2.1/PROJECT_ID`; an id may be any text. */
const PROJECT_SUFFIX = /(?<=\/v2(?:\.\d{1,3})?)\/[^/]+$/i;

/** Undefined if it cannot be parsed. Rejects if the service cannot be reached. */
async function readVersionDocument(
  client: UpstreamClient,
  signal: AbortSignal,
) {
  try {
    // Needs no token.
    const { status, text } = await client.send({ path: '/', signal });
    if (status !== 200) return undefined;
    return versionDocumentSchema.safeParse(parseJson(text, client.label)).data;
  } catch (error) {
    const isInvalid =
      error instanceof ProviderFailure && error.code === 'INVALID_RESPONSE';
    // Such as a redirect or the page of a proxy: other paths may work.
    if (isInvalid) return undefined;
    throw error;
  }
}

/** Reads the versions of a service, and selects the microversion to use. */
export async function discoverTarget(options: {
  service: ServiceName;
  url: string;
  signal: AbortSignal;
  createClient: (baseUrl: string) => UpstreamClient;
}): Promise<Target> {
  const { createClient, service, signal, url } = options;
  const suffix = PROJECT_SUFFIX.exec(url)?.[0] ?? '';
  const baseUrl = url.slice(0, url.length - suffix.length);
  const client = createClient(baseUrl);
  const basePath = new URL(baseUrl).pathname.replace(/\/$/, '');
  const at = (prefix: string) => ({
    client,
    prefix: `${prefix}${suffix}`,
    basePath: `${basePath}${prefix}${suffix}`,
    isPlain: baseUrl.startsWith('http:'),
  });
  const document = await readVersionDocument(client, signal);
  if (!document) {
    return { ...at(''), used: parseMicroversion(FALLBACK[service]) };
  }
  const versions = document.versions ?? [];
  const listed =
    service === 'compute'
      ? versions.find(({ id }) => id === 'v2.1')
      : versions[0];
  const version = document.version ?? listed;
  const max = parseMicroversion(version?.version || version?.max_version);
  const newestTested = parseMicroversion(NEWEST_TESTED[service]);
  // The endpoint is that of the list of versions: the API is one level below.
  const isRoot = service === 'compute' && !document.version && listed;
  return {
    ...at(isRoot ? '/v2.1' : ''),
    max,
    used: max && newestTested ? lower(max, newestTested) : undefined,
  };
}
