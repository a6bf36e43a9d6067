import type { Virtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, RefObject } from 'react';

/** How long a row that was scrolled to may take to be in the document, in frames. */
const MAX_FRAMES = 10;

/**
 * Arrow up and down go from row to row, also to rows that are not in the document yet; all
 * other keys do what they always do.
 */
export function useRowKeys(options: {
  container: RefObject<HTMLElement>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
}) {
  const { container, virtualizer } = options;

  const focusRow = (index: number, frames = MAX_FRAMES) => {
    const link = container.current?.querySelector<HTMLElement>(
      `a[data-row="${index}"]`,
    );
    if (link) link.focus();
    else if (frames > 0) {
      requestAnimationFrame(() => focusRow(index, frames - 1));
    }
  };

  return (event: KeyboardEvent<HTMLElement>) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const row = (event.target as HTMLElement).dataset?.row;
    if (!step || row === undefined) return;
    const index = Number(row) + step;
    if (index < 0 || index >= virtualizer.options.count) return;
    event.preventDefault();
    virtualizer.scrollToIndex(index);
    focusRow(index);
  };
}
