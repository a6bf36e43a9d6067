import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { DetailFact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback, type ReactNode } from 'react';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { TimeAgo } from '../Age';
import { toTerm, type Fact } from '../FactList';
import { detailTerms, type DetailCode } from './detailTerms';

function isNamed(code: string): code is DetailCode {
  return Object.hasOwn(detailTerms, code);
}

/** Turns facts with codes into names and values for people. */
export function useDetailFacts(): (facts: DetailFact[]) => Fact[] {
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
        term: isNamed(fact.code)
          ? t(`detailFact.${fact.code}`)
          : toTerm(fact.code),
        value: show(fact),
      }));
    },
    [format, t],
  );
}
