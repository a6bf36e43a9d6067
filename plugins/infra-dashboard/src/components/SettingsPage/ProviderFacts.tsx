import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { TimeAgo } from '../Age';
import { FactList, type Fact } from '../FactList';

/** The status of polling a provider. */
export function ProviderFacts({ provider }: { provider: ProviderStatus }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const { breaker, certificateExpiresAt, consecutiveFailures } = provider;
  const { lastSuccessAt, latency, owner } = provider;
  const facts: Fact[] = [];
  if (lastSuccessAt) {
    facts.push({
      term: t('settings.lastSuccess'),
      value: <TimeAgo time={lastSuccessAt} />,
    });
  }
  if (latency !== undefined) {
    facts.push({
      term: t('settings.latency'),
      value: t('settings.seconds', { value: format.hundredths(latency) }),
    });
  }
  if (provider.refreshInterval !== undefined && provider.enabled) {
    facts.push({
      term: t('settings.interval'),
      value: format.duration(provider.refreshInterval),
    });
  }
  if (certificateExpiresAt) {
    facts.push({
      term: t('settings.certificate'),
      value: format.dateTime(certificateExpiresAt),
    });
  }
  if (consecutiveFailures) {
    facts.push({
      term: t('settings.failures'),
      value: format.count(consecutiveFailures),
    });
  }
  if (breaker && breaker !== 'closed') {
    facts.push({
      term: t('settings.breaker'),
      value: t(`settings.breakerState.${breaker}`),
    });
    if (provider.nextAttemptAt) {
      facts.push({
        term: t('settings.nextAttempt'),
        value: format.dateTime(provider.nextAttemptAt),
      });
    }
  }
  if (owner) facts.push({ term: t('settings.owner'), value: owner });
  return facts.length > 0 ? <FactList facts={facts} /> : null;
}
