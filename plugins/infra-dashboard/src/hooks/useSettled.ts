import { useEffect, useState } from 'react';

/** Time after the last key before the backend is queried, in milliseconds. */
const SETTLE_MS = 250;

/** A value once it stays the same for a moment, so that typing sends one request. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
