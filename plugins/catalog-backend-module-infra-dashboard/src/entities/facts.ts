import { makeValidator } from '@backstage/catalog-model';
import { cleanText } from './cleanText';

const { isValidLabelValue } = makeValidator();

const PREFIX = 'infra-dashboard.io/';

/**
 * The metadata of a cluster or node that the catalog holds: only values that stay the same for
 * weeks, since each change costs writing and processing the entity. Usage, health,
 * uptime, addresses and counts stay in the dashboard.
 */
const ANNOTATION_FACTS: Record<string, string> = {
  version: 'version',
  kubeletVersion: 'kubelet-version',
  containerRuntime: 'container-runtime',
  osImage: 'os-image',
  kernelVersion: 'kernel-version',
  cpuModel: 'cpu-model',
  hypervisorType: 'hypervisor-type',
  hypervisorVersion: 'hypervisor-version',
  manufacturer: 'manufacturer',
  product: 'product',
};

/** Facts to select entities by; left out where a label cannot hold the value. */
const LABEL_FACTS: Record<string, string> = {
  provider: 'provider',
  architecture: 'architecture',
  operatingSystem: 'operating-system',
  instanceType: 'instance-type',
  zone: 'zone',
  region: 'region',
};

type Facts = Record<string, string | undefined>;

function select(facts: Facts, names: Record<string, string>) {
  return Object.entries(names).flatMap(([from, to]) => {
    const value = cleanText(facts[from], 200);
    return value === undefined ? [] : [[`${PREFIX}${to}`, value]];
  });
}

/** Annotations out of the slow facts among what is known. */
export function factAnnotations(facts: Facts): Record<string, string> {
  return Object.fromEntries(select(facts, ANNOTATION_FACTS));
}

/** Labels out of the slow facts among what is known. */
export function factLabels(facts: Facts): Record<string, string> {
  return Object.fromEntries(
    select(facts, LABEL_FACTS).filter(([, value]) => isValidLabelValue(value)),
  );
}
