import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  HEALTHS,
  PROVIDER_ERROR_CODES,
  type Change,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ReactNode } from 'react';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { NodeLink } from '../NodeLink';
import { OwnerLink } from './OwnerLink';

const STATES = [...HEALTHS, ...PROVIDER_ERROR_CODES] as const;

/** What changed in plain words, such as "Failed → Healthy" or "moved from pve1 to pve2". */
export function useChangeWords() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const stateOf = (word = '–') => {
    const known = STATES.find(one => one === word);
    return known ? t(`state.${known}`) : word;
  };

  const moved = ({ cluster, from, to }: Change) => {
    const node = (name: string) => (
      <NodeLink cluster={cluster} name={name} short inText />
    );
    if (from && to) {
      return t('changes.moved', { from: node(from), to: node(to) });
    }
    if (to) return t('changes.arrived', { to: node(to) });
    return t('changes.left', { from: node(from ?? '–') });
  };

  const wordsOf = (change: Change): ReactNode => {
    const { kind } = change;
    const pair = { from: change.from ?? '–', to: change.to ?? '–' };
    const owner = (ref: string | undefined) =>
      ref ? <OwnerLink owner={ref} inText /> : t('changes.noOwner');
    switch (kind) {
      case 'added':
      case 'removed':
        return t(`changes.${kind}`);
      case 'health':
        return t('changes.fromTo', {
          from: stateOf(change.from),
          to: stateOf(change.to),
        });
      case 'moved':
        return moved(change);
      case 'version':
      case 'images':
        return t(`changes.${kind}`, pair);
      case 'owner':
        return t('changes.owner', {
          from: owner(change.from),
          to: owner(change.to),
        });
      case 'connection':
        return change.to
          ? t('changes.lost', { reason: stateOf(change.to) })
          : t('changes.back');
      default:
        return t('changes.fromTo', pair);
    }
  };

  /** How many there were; undefined for a single change. */
  const countOf = ({ count, until, workload }: Change) => {
    if (count <= 1) return undefined;
    const formatted = format.count(count);
    // A workload without an id is a controller with replicas that changed.
    if (workload && workload.id === undefined) {
      return t('changes.replicas', { replicas: formatted });
    }
    return until
      ? t('changes.timesUntil', {
          times: formatted,
          time: format.time(Date.parse(until)),
        })
      : t('changes.times', { times: formatted });
  };

  return { wordsOf, countOf };
}
