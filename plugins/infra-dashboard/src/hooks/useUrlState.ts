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

/** Reads and writes query parameters without new entries in the history. */
export function useUrlState(): UrlState {
  const [parameters, setParameters] = useSearchParams();
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
          { replace: true },
        ),
      );
    },
    [setParameters],
  );
  return {
    get: name => parameters.get(name) ?? '',
    getAll: name => parameters.getAll(name),
    set: (name, value) => change([name], [value].flat()),
    clear: names => change(names, []),
  };
}
