import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { HistorySeries } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { isMeasured, shownValue } from '../Sparkline';

/** A text summary of a series, also for screen readers. */
export function useHistoryWords() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();

  const amount = (unit: HistorySeries['unit'], value: number): string => {
    if (unit === 'bytes') return format.bytes(value);
    if (unit === 'count') return format.cores(value);
    return t('resource.cores', { value: format.cores(value), count: value });
  };

  /** `Between 12 and 20 cores, 14 cores at last`; absent where nothing is known. */
  const summary = ({ points, unit }: HistorySeries): string | undefined => {
    const measured = isMeasured(points);
    const values = points.flatMap(point => shownValue(point, measured) ?? []);
    if (values.length === 0) return undefined;
    return t('history.summary', {
      least: amount(unit, Math.min(...values)),
      most: amount(unit, Math.max(...values)),
      last: amount(unit, values[values.length - 1]),
    });
  };

  const forecast = ({ forecast: found }: HistorySeries): string | undefined => {
    if (!found) return undefined;
    const days = (value: number) =>
      t('history.days', {
        count: Math.round(value),
        formatted: format.count(Math.round(value)),
      });
    return t('history.full', {
      days: days(found.daysToFull),
      earliest: format.count(Math.round(found.earliestDays)),
      latest: format.count(Math.round(found.latestDays)),
      past: days(found.basedOnDays),
      error: days(found.errorDays),
      fit: found.fit.toFixed(2),
    });
  };

  /** Absent where the points are samples, as usual. */
  const source = ({ sources = [] }: HistorySeries): string | undefined => {
    if (!sources.includes('prometheus')) return undefined;
    return t(
      sources.length > 1 ? 'history.sourceMixed' : 'history.sourcePrometheus',
    );
  };

  return { amount, forecast, source, summary };
}
