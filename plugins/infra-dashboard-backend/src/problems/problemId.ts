import { hash } from 'node:crypto';

/** Long enough that no two problems of an estate share one. */
const LENGTH = 22;

/** The same on every replica and after a restart, as long as the parts are. */
export function problemId(cluster: string, ...parts: string[]): string {
  const text = JSON.stringify([cluster, ...parts]);
  return hash('sha256', text, 'base64url').slice(0, LENGTH);
}
