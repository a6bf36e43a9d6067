import { useAnalytics } from '@backstage/core-plugin-api';
import { startTransition, useCallback, useEffect } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';

/** Stores filters and views in the URL, so that a link shows the same page. */
export interface UrlState {
  get(name: string): string;
  getAll(name: string): string[];
  /** Replaces the values of one parameter; empty ones leave the URL. */
  set(name: string, value: string | string[]): void;
  clear(names: string[]): void;
}

/** Fields that are typed into, where every letter is a change. */
const TYPED = ['q', 'node', 'namespace', 'entityRef', 'controller'];

/**
 * What was written last and is not rendered yet, with the entry of the history that is rendered: a
 * second choice must not undo the first one.
 */
let pending: { over: string; parameters: URLSearchParams } | undefined;

/** Reads and writes query parameters. A choice is an entry of the history, a typed letter is none. */
export function useUrlState(): UrlState {
  const [parameters, setParameters] = useSearchParams();
  const { key } = useLocation();
  const analytics = useAnalytics();
  useEffect(() => {
    if (pending?.over !== key) pending = undefined;
  }, [key]);
  const change = useCallback(
    (names: string[], values: string[]) => {
      const latest = pending?.over === key ? pending.parameters : parameters;
      const next = new URLSearchParams(latest);
      for (const name of names) next.delete(name);
      for (const value of values) {
        if (value) next.append(names[0], value);
      }
      pending = { over: key, parameters: next };
      const replace = values.length === 0 || TYPED.includes(names[0]);
      // Rendering the result may be slow; the click or key press must not be.
      startTransition(() => setParameters(next, { replace }));
    },
    [key, parameters, setParameters],
  );
  const set = (name: string, value: string | string[]) => {
    change([name], [value].flat());
    // What was typed or chosen may be personal; which filter it was is not.
    if (!TYPED.includes(name)) analytics.captureEvent('filter', name);
  };
  return {
    get: name => parameters.get(name) ?? '',
    getAll: name => parameters.getAll(name),
    set,
    clear: names => change(names, []),
  };
}
