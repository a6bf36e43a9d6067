import { hasCredentials } from '../config/hasCredentials';

/** Redirects in a row that are followed. */
const MAX_REDIRECTS = 3;

export function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400;
}

/** Within the same origin; fetch sends no request to a URL with credentials. */
function mayFollow(location: string, from: string): boolean {
  if (!URL.canParse(location, from)) return false;
  const { href, origin } = new URL(location, from);
  return origin === new URL(from).origin && !hasCredentials(href);
}

/**
 * Like `fetch`, but follows redirects of a GET only within the same origin, where the
 * credentials may go. Any other redirect is the response.
 */
export async function fetchWithinOrigin(
  start: string,
  init: RequestInit,
): Promise<Response> {
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    const next = isRedirect(response) && response.headers.get('location');
    if (
      !next ||
      init.method !== 'GET' ||
      redirects === MAX_REDIRECTS ||
      !mayFollow(next, url)
    ) {
      return response;
    }
    await response.body?.cancel();
    url = new URL(next, url).href;
  }
}
