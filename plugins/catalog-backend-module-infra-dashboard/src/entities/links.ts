import { toUSVString } from 'node:util';
import type { EntityLink } from '@backstage/catalog-model';
import type { NamedThing } from './entityName';

/** encodeURIComponent rejects half surrogates. */
export function encode(text: string): string {
  return encodeURIComponent(toUSVString(text));
}

/** Page of a cluster or node in the dashboard. */
export function dashboardLink(
  dashboardUrl: string,
  { cluster, node }: NamedThing,
): EntityLink {
  const path =
    node === undefined
      ? `/clusters/${encode(cluster)}`
      : `/clusters/${encode(cluster)}/nodes/${encode(node)}`;
  return {
    url: `${dashboardUrl}${path}`,
    title: 'Infrastructure dashboard',
    icon: 'dashboard',
  };
}

/** Page in the platform's own console, out of the configured template. */
export function consoleLink(
  template: string,
  options: { thing: NamedThing; platform: string },
): EntityLink | undefined {
  const values: Record<string, string> = {
    cluster: options.thing.cluster,
    node: options.thing.node ?? '',
    id: options.thing.id ?? '',
  };
  // These would lead to another page of the console.
  if (Object.values(values).some(value => /^\.\.?$/.test(value)))
    return undefined;
  const url = template.replace(/\{(cluster|node|id)\}/g, (_match, key) =>
    encode(values[key]),
  );
  // A name may make a host name that no URL can have.
  if (!URL.canParse(url)) return undefined;
  return { url, title: `${options.platform} console`, icon: 'externalLink' };
}
