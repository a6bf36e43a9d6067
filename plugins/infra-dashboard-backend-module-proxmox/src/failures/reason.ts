import type { UpstreamResponse } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** The repetitions are bounded, since a hostile text could make the match take long. */
const HOSTS = [
  // A server may repeat the credentials that it was sent.
  /\bPVEA(PIToken|uthCookie)=\S+/g,
  /\bhttps?:\/\/\S+/gi,
  /\b\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?\b/g,
  /\b([0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b/gi,
  /\b[0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,6}::([0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,6})?/gi,
  // Lower case only: Sys.Audit is not a host.
  /\b([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,20}[a-z]{2,63}\b(:\d{1,5})?/g,
];

/** Characters of a text that are examined; at most 200 of them are shown. */
const MAX_TEXT = 1_000;

/**
 * The beginning of a long text, up to the end of a word: half of an address is not recognized
 * as one.
 */
function beginningOf(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const begin = text.slice(0, MAX_TEXT).replace(/\s/g, ' ');
  return begin.slice(0, Math.max(begin.lastIndexOf(' '), 0));
}

/** Removes addresses and host names from a text of upstream, and the end of a long one. */
export function withoutHosts(text: string): string {
  return HOSTS.reduce(
    (cleaned, pattern) => cleaned.replace(pattern, '…'),
    beginningOf(text),
  );
}

/**
 * Why upstream refuses, on one line: `message` of the body, else the reason phrase. See Errors
 * in docs/platform-behavior/proxmox.md.
 */
export function reasonOf({ text, statusText }: UpstreamResponse): string {
  let message: unknown;
  if (text.trim().startsWith('{')) {
    try {
      message = (JSON.parse(text) as { message?: unknown }).message;
    } catch {
      // The body is truncated: use the reason phrase.
    }
  }
  const clean = (reason: string) =>
    withoutHosts(reason.trim()).trim().replace(/\s+/g, ' ').slice(0, 200);
  return (typeof message === 'string' && clean(message)) || clean(statusText);
}
