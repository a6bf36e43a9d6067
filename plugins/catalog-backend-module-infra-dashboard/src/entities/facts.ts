import { makeValidator } from '@backstage/catalog-model';
import type { PlatformNames } from '../inventory/platforms';
import { cleanText } from './cleanText';

const { isValidLabelValue } = makeValidator();

const PREFIX = 'infra-dashboard.io/';

/**
 * The metadata of a cluster or node that the catalog holds: only values that stay the same for
 * weeks, since each change costs writing and processing the entity. Usage, health,
 * uptime, addresses and counts stay in the dashboard. Platforms add their own ones.
 */
const SHARED: PlatformNames['facts'] = {
  version: 'annotation',
  kernelVersion: 'annotation',
  cpuModel: 'annotation',
  manufacturer: 'annotation',
  product: 'annotation',
  provider: 'label',
};

type Facts = Record<string, string | undefined>;

/** `kernelVersion` → `infra-dashboard.io/kernel-version` */
function nameOf(key: string): string {
  const words = key.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
  return `${PREFIX}${words}`;
}

function select(
  facts: Facts,
  kept: PlatformNames['facts'],
  as: 'annotation' | 'label',
): Array<[string, string]> {
  return Object.entries({ ...SHARED, ...kept }).flatMap(([key, place]) => {
    const value = place === as ? cleanText(facts[key], 200) : undefined;
    return value === undefined ? [] : [[nameOf(key), value]];
  });
}

/** Annotations out of the slow facts among what is known. */
export function factAnnotations(
  facts: Facts,
  kept: PlatformNames['facts'],
): Record<string, string> {
  return Object.fromEntries(select(facts, kept, 'annotation'));
}

/** Labels to select entities by; left out where a label cannot hold the value. */
export function factLabels(
  facts: Facts,
  kept: PlatformNames['facts'],
): Record<string, string> {
  return Object.fromEntries(
    select(facts, kept, 'label').filter(([, value]) =>
      isValidLabelValue(value),
    ),
  );
}
