import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { PartReader } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { signal } from './useLab';

/** Why a provider cannot be read; checks that it contains no address and no secret. */
export async function failureOf(
  provider: PartReader,
): Promise<ProviderFailure> {
  const failure = await provider
    .getAllClusters({ signal, cycle: {} })
    .catch(error => error);
  expect(failure).toBeInstanceOf(ProviderFailure);
  expect(`${failure.message} ${failure.hint}`).not.toMatch(
    /s3cret|127\.0\.0\.1|localhost|http/,
  );
  return failure;
}
