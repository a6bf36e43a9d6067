import type {
  InfraProvider,
  NodePast,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { FailureReport } from './FailureReport';
import { withSignal } from './withSignal';

/** What a platform has stored of the past of a cluster. Rejects with a ProviderFailure. */
export async function readPast(
  ref: { cluster: string; nodes: readonly string[] },
  options: {
    provider: InfraProvider;
    failures: FailureReport;
    signal: AbortSignal;
  },
): Promise<NodePast[] | undefined> {
  const { failures, provider, signal } = options;
  if (!provider.history) return undefined;
  try {
    return await withSignal(signal, () => provider.history!(ref, { signal }));
  } catch (error) {
    throw failures.toFailure(error);
  }
}
