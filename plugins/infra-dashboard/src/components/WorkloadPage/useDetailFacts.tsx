import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DetailFact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback, type ReactNode } from 'react';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { TimeAgo } from '../Age';
import { useFactTerm, type Fact } from '../FactList';

/** Turns facts of details into names, which their platform knows, and values for people. */
export function useDetailFacts(
  provider: string,
): (facts: DetailFact[]) => Fact[] {
  const term = useFactTerm();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  return useCallback(
    facts => {
      const show = ({ unit, value }: DetailFact): ReactNode => {
        if (typeof value === 'number') {
          if (unit === 'bytes') return format.bytes(value);
          if (unit === 'seconds') return format.duration(value);
          return unit === 'cores' ? format.cores(value) : format.count(value);
        }
        if (unit === 'time') return <TimeAgo time={value} />;
        if (value === 'yes' || value === 'no') return t(`detail.${value}`);
        return value;
      };
      return facts.map(fact => ({
        term: term(provider, fact.code),
        value: show(fact),
      }));
    },
    [format, provider, t, term],
  );
}
