import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useCallback } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import { partTerms, type PartKind } from './partTerms';

function isNamed(kind: string): kind is PartKind {
  return Object.hasOwn(partTerms, kind);
}

/** Names kinds of parts; an unknown one goes by its own word. */
export function usePartLabel(): (kind: string) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return useCallback(kind => (isNamed(kind) ? t(`part.${kind}`) : kind), [t]);
}
