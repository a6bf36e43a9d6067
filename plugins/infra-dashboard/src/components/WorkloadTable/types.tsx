import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { WorkloadType } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  RiArchiveLine,
  RiBox3Line,
  RiCloudLine,
  RiComputerLine,
  RiInstanceLine,
  RiStackLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useCallback } from 'react';
import { infraDashboardTranslationRef } from '../../translation';

const ICONS = new Map<string, RemixiconComponentType>([
  ['qemu', RiComputerLine],
  ['lxc', RiArchiveLine],
  ['pod', RiBox3Line],
  ['deployment', RiStackLine],
  ['instance', RiCloudLine],
]);

/** Types that we have a name for. */
const NAMED = ['qemu', 'lxc', 'pod', 'deployment', 'instance'] as const;

/** The icon of a type of workload; a plain one for those of added platforms. */
export function workloadIcon(type: WorkloadType) {
  return ICONS.get(type) ?? RiInstanceLine;
}

/** Names types of workloads; one of an added platform goes by its own word. */
export function useWorkloadTypeLabel(): (type: WorkloadType) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return useCallback(
    type => {
      const known = NAMED.find(one => one === type);
      return known ? t(`workloadType.${known}`) : type;
    },
    [t],
  );
}
