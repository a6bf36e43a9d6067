import type { WorkloadRow } from './workloadRow';

/** Some thousands of addresses are not worth more than the index can hold. */
const MAX_LENGTH = 20_000;

/** So much of an image's name is looked at: registries allow less. */
const MAX_IMAGE = 500;

/** `docker.io/library/nginx:1.27` as itself, `library/nginx:1.27` and `nginx:1.27`. */
function spellingsOfImage(text: string): string[] {
  // Cut first: each of its parts makes a spelling that is as long as the rest.
  const image = text.slice(0, MAX_IMAGE);
  const segments = image.replace(/@[\w+.-]+:[0-9a-f]+$/i, '').split('/');
  return segments.flatMap((_, index) => {
    const name = segments.slice(index).join('/');
    return [name, name.replace(/:[^:/]*$/, '')];
  });
}

/** The last part of an id that is a path, as in `pve-paris/qemu/105`. */
export function localIdOf({ id }: WorkloadRow): string | undefined {
  const at = id.lastIndexOf('/');
  return at < 0 ? undefined : id.slice(at + 1);
}

/**
 * The search terms of a workload, spelled as search engines spell the words of a query.
 *
 * PostgreSQL treats `10.0.0.5/24`, `nginx:1.27` and `web.example.com` as single words and does
 * not find their parts. Backstage removes colons from a query, so `2001:db8::5` searches for
 * `2001db85`.
 */
export function keywordsOf(workload: WorkloadRow): string {
  const { addresses = [], id, images = [], name, tags } = workload;
  const words = [
    localIdOf(workload),
    ...addresses.map(address => address.split(/[/%]/, 1)[0]),
    ...images.flatMap(spellingsOfImage),
    ...name.split(/[^\p{L}\p{N}]+/u),
    ...(tags ?? []),
    id,
  ].filter((word): word is string => Boolean(word));
  const spellings = words.flatMap(word => [word, word.replaceAll(':', '')]);
  return [...new Set(spellings)].join(' ').slice(0, MAX_LENGTH);
}
