import {
  ProviderFailure,
  type InfraProvider,
  type ReadOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readAll, readOne } from '../readAll';
import { waitFor } from '../waitFor';

interface Secrets {
  secrets: readonly string[];
}

/** What is shown of a failure or a check contains neither addresses nor secrets. */
function expectClean(shown: object, { secrets }: Secrets): void {
  const text = JSON.stringify(shown);
  expect(text).not.toMatch(/127\.0\.0\.1|localhost/);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

/** Why nothing can be read; a provider may also yield clusters of which a part failed. */
async function failureOf(
  provider: InfraProvider,
): Promise<ProviderFailure | undefined> {
  const readings = await readAll(provider);
  for (const { topology, workloads } of readings) {
    if (!topology.ok) return topology.failure;
    if (!workloads.ok) return workloads.failure;
  }
  return undefined;
}

/** Reads while nothing can be read; resolves with the code of the failure. */
export async function readInVain(provider: InfraProvider, under: Secrets) {
  const failure = await failureOf(provider).catch(error => error);
  expect(failure).toBeInstanceOf(ProviderFailure);
  expectClean(failure.toProviderError(), under);
  return failure.code;
}

/** Resolves with whether the connection works. */
export async function checkConnection(provider: InfraProvider, under: Secrets) {
  const check = await provider.check({ signal: AbortSignal.timeout(20_000) });
  expectClean(check, under);
  return check.ok;
}

/** Reads with a provider that failed; resolves with whether it read everything. */
export async function recovers(
  provider: InfraProvider,
  options: Partial<ReadOptions> = {},
): Promise<boolean> {
  // On a machine with much to do, a short timeout may end a good read.
  const { nodes, workloads } = await waitFor(() => readOne(provider, options));
  return nodes.length > 0 && workloads.items.length > 0;
}
