/** Body of the response with one page of a list. */
export type Page = Record<string, unknown>;

/** Nova has a list of links by relation, Keystone an object of links. */
function nextLinkOf(page: Page, key: string): unknown {
  const list = page[`${key}_links`];
  if (Array.isArray(list)) {
    return list.find(link => link?.rel === 'next')?.href;
  }
  return (page.links as { next?: unknown } | undefined)?.next;
}

/** The marker of the next page; undefined on the last page. */
export function markerOf(page: Page, key: string): string | undefined {
  const href = nextLinkOf(page, key);
  if (typeof href !== 'string') return undefined;
  // Only the marker is used: behind a proxy, the link has scheme and host of the service.
  const query = href.split('?')[1] ?? '';
  return new URLSearchParams(query).get('marker') ?? undefined;
}
