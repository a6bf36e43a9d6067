import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  requestedShare,
  usedShare,
  type ProviderType,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat, type Format } from '../../format';
import { usePlatforms } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';

export type ResourceKind = 'cpu' | 'memory' | 'storage';

export interface UsageText {
  /** Short text next to the bar: `20.4 / 64 cores`. */
  value: string;
  /** Requested or allocated amount, if known. */
  requested?: string;
  /** A note: not all is measured, more is promised than there is, or only how much there is. */
  note?: string;
  /** One sentence for screen readers and the tooltip. */
  sentence: string;
}

function pair(
  format: Format,
  options: { kind: ResourceKind; part: number; total: number },
): [string, string] {
  const { kind, part, total } = options;
  return kind === 'cpu'
    ? [format.cores(part), format.cores(total)]
    : format.bytesOf(part, total);
}

/**
 * Describes a usage in words, including that it is not measured: some platforms report only
 * what is allocated or requested.
 */
export function useUsageText(options: {
  kind: ResourceKind;
  usage: Usage;
  provider?: ProviderType;
}): UsageText {
  const { kind, provider, usage } = options;
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const platforms = usePlatforms();
  const { measuredTotal, requested, total, used } = usage;
  // A share is of what the number is known of: some nodes, or some clusters.
  const requestable = usage.requestedTotal ?? total;
  const word = platforms.get(provider ?? '')?.terms.requested ?? 'requested';
  const withUnit = (text: string, count: number) =>
    kind === 'cpu' ? t('resource.cores', { value: text, count }) : text;
  const single = (amount: number) =>
    kind === 'cpu'
      ? withUnit(format.cores(amount), amount)
      : format.bytes(amount);

  const parts: string[] = [];
  let value: string = t('resource.notMeasured');
  const whole = measuredTotal ?? total;
  if (used !== undefined && whole) {
    const [part, of] = pair(format, { kind, part: used, total: whole });
    value = `${part} / ${withUnit(of, whole)}`;
    parts.push(
      t('resource.usedOf', {
        used: part,
        total: withUnit(of, whole),
        percentage: format.percent(usedShare(usage)!),
      }),
    );
  } else if (used !== undefined) {
    value = single(used);
    parts.push(t('resource.used', { used: value }));
  } else if (total !== undefined) {
    parts.push(t('resource.totalOnly', { total: single(total) }));
  } else {
    parts.push(t('resource.notMeasured'));
  }

  let requestedText: string | undefined;
  if (requested !== undefined && requestable) {
    const [part, of] = pair(format, {
      kind,
      part: requested,
      total: requestable,
    });
    requestedText = t(`resource.${word}Of`, {
      requested: part,
      total: withUnit(of, requestable),
      percentage: format.percent(requestedShare(usage)!),
    });
  } else if (requested !== undefined) {
    requestedText = t(`resource.${word}`, { requested: single(requested) });
  }
  if (requestedText) parts.push(requestedText);

  const notes: string[] = [];
  if (measuredTotal !== undefined && total && measuredTotal < total * 0.999) {
    const [part, of] = pair(format, { kind, part: measuredTotal, total });
    notes.push(
      t('resource.measured', { measured: part, total: withUnit(of, total) }),
    );
  }
  if (requested !== undefined && requestable && requested > requestable) {
    notes.push(t('resource.overcommitted'));
  }
  if (notes.length > 0) parts.push(notes.join(', '));
  if (used === undefined && requested === undefined && total !== undefined) {
    notes.push(t('resource.capacity', { total: single(total) }));
  }
  const note = notes.join(', ') || undefined;
  return { value, requested: requestedText, note, sentence: parts.join('; ') };
}
