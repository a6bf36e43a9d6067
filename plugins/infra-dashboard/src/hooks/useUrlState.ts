import { useAnalytics } from '@backstage/core-plugin-api';
import { startTransition, useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

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

/** Reads and writes query parameters. A choice is an entry of the history, a typed letter is none. */
export function useUrlState(): UrlState {
  const [parameters, setParameters] = useSearchParams();
  const analytics = useAnalytics();
  const change = useCallback(
    (names: string[], values: string[]) => {
      // Rendering the result may be slow; the click or key press must not be.
      startTransition(() =>
        setParameters(
          previous => {
            const next = new URLSearchParams(previous);
            for (const name of names) next.delete(name);
            for (const value of values) {
              if (value) next.append(names[0], value);
            }
            return next;
          },
          { replace: values.length === 0 || TYPED.includes(names[0]) },
        ),
      );
    },
    [setParameters],
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
