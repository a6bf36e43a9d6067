import type { WorkloadPart } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  toFacts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { PodExtras } from './schemas';

/** Where the name of what a volume shows stands. */
const SOURCES: Record<string, string> = {
  configMap: 'name',
  hostPath: 'path',
  persistentVolumeClaim: 'claimName',
  secret: 'secretName',
};

/** The volumes of a pod by name and type; of Secrets and ConfigMaps the name only. */
export function mapVolumes(extras: PodExtras): WorkloadPart[] {
  return (extras.spec?.volumes ?? []).map(({ name, ...types }) => {
    const [type] = Object.keys(types);
    const source = types[type] as Record<string, unknown> | undefined | null;
    const key = Object.hasOwn(SOURCES, type ?? '') ? SOURCES[type] : undefined;
    return {
      kind: 'volume',
      name: cleanText(name, 100) ?? '',
      facts: toFacts([
        ['type', cleanText(type, 100)],
        ['source', key && cleanText(source?.[key])],
      ]),
    };
  });
}
