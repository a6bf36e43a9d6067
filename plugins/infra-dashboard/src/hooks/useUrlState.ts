import { startTransition, useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Filters and views kept in the URL, so that a link shows what its sender saw. */
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
      // What follows from it may take a moment; the click or key itself must not.
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
