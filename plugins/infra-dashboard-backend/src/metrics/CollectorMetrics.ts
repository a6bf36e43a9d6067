import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type {
  ProviderError,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Clock } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';

const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

const BREAKER = { closed: 0, 'half-open': 1, open: 2 } as const;

/** Attributes hold configured names only, never anything that upstream said. */
function attributesOf({ name, type }: { name: string; type: string }) {
  return { provider: name, type };
}

/** OpenTelemetry metrics of the collector, through Backstage's metrics service. */
export class CollectorMetrics {
  readonly #duration;
  readonly #errors;
  readonly #requests;
  readonly #metrics: MetricsService;

  constructor(metrics: MetricsService) {
    this.#metrics = metrics;
    this.#duration = metrics.createHistogram(
      'infra_dashboard.refresh.duration',
      {
        description: 'Time that reading a provider took',
        unit: 's',
        advice: { explicitBucketBoundaries: SECONDS },
      },
    );
    this.#errors = metrics.createCounter('infra_dashboard.refresh.errors', {
      description: 'Refreshes that failed, by error code',
      unit: '{error}',
    });
    this.#requests = metrics.createCounter(
      'infra_dashboard.upstream.requests',
      {
        description: 'Requests to upstream systems, by status of the response',
        unit: '{request}',
      },
    );
  }

  /** Reports the age of the data and the breaker of each provider whenever it is asked. */
  observe(list: () => ProviderStatus[], clock: Clock): void {
    this.#metrics
      .createObservableGauge('infra_dashboard.snapshot.age', {
        description: 'Time since a provider was last read in full',
        unit: 's',
      })
      .addCallback(result => {
        for (const provider of list()) {
          if (!provider.lastSuccessAt) continue;
          const ageMs = clock.now() - Date.parse(provider.lastSuccessAt);
          result.observe(Math.max(ageMs, 0) / 1000, attributesOf(provider));
        }
      });
    this.#metrics
      .createObservableGauge('infra_dashboard.refresh.failures', {
        description: 'Refreshes that failed in a row',
        unit: '{failure}',
      })
      .addCallback(result => {
        for (const provider of list()) {
          const { consecutiveFailures } = provider;
          if (consecutiveFailures === undefined) continue;
          result.observe(consecutiveFailures, attributesOf(provider));
        }
      });
    this.#metrics
      .createObservableGauge('infra_dashboard.breaker.state', {
        description: 'Circuit breaker: 0 closed, 1 half-open, 2 open',
      })
      .addCallback(result => {
        for (const provider of list()) {
          if (!provider.breaker) continue;
          result.observe(BREAKER[provider.breaker], attributesOf(provider));
        }
      });
  }

  recordRefresh(
    entry: ProviderEntry,
    outcome: { seconds: number; error?: ProviderError },
  ): void {
    const attributes = attributesOf(entry);
    const { seconds, error } = outcome;
    this.#duration.record(seconds, {
      ...attributes,
      outcome: error ? 'failure' : 'success',
    });
    if (error) this.#errors.add(1, { ...attributes, code: error.code });
  }

  recordRequest(entry: ProviderEntry, status: number | undefined): void {
    this.#requests.add(1, {
      ...attributesOf(entry),
      status: status === undefined ? 'none' : String(status),
    });
  }
}
