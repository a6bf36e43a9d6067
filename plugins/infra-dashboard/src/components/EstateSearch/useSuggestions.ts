import { useMemo } from 'react';
import { useSettled } from '../../hooks';
import { usePolled } from '../../hooks/usePolled';
import { MAX_WORKLOADS, suggest } from './suggest';

/** Fewer letters match nearly everything. */
const MIN_LETTERS = 2;

/** Suggestions are shown for seconds. */
const INTERVAL_MS = 60_000;

/** The API rejects longer texts. */
const MAX_LETTERS = 200;

/** What matches a text, read while somebody types; nothing where the text is no valid query. */
export function useSuggestions(typed: string) {
  const text = useSettled(typed.trim()).slice(0, MAX_LETTERS);
  const isOn = text.length >= MIN_LETTERS;
  const clusters = usePolled(
    isOn ? ['clusters', 'nodes'] : undefined,
    async api => (await api.getClusters({ include: 'nodes' })).items,
    { interval: INTERVAL_MS },
  );
  const workloads = usePolled(
    isOn ? ['suggestions', text] : undefined,
    api => api.getWorkloads({ q: text, sort: '-health', limit: MAX_WORKLOADS }),
    { interval: INTERVAL_MS },
  );
  const isCurrent = isOn && typed.trim().slice(0, MAX_LETTERS) === text;
  const suggestions = useMemo(
    () =>
      isCurrent
        ? suggest(text, {
            clusters: clusters.data ?? [],
            workloads: workloads.data?.items ?? [],
          })
        : [],
    [isCurrent, text, clusters.data, workloads.data],
  );
  return {
    suggestions,
    isLoading: isOn && (!isCurrent || workloads.isLoading),
    /** Workloads that match; undefined where the text is no valid query. */
    total: isCurrent ? workloads.data?.totalItems : undefined,
  };
}
