import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ProviderType } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  RiCloudLine,
  RiPlugLine,
  RiServerLine,
  RiSteering2Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useCallback } from 'react';
import { infraDashboardTranslationRef } from '../../translation';

const ICONS = new Map<string, RemixiconComponentType>([
  ['proxmox', RiServerLine],
  ['kubernetes', RiSteering2Line],
  ['openstack', RiCloudLine],
]);

/** Platforms that we have a name for. */
const NAMED = ['proxmox', 'kubernetes', 'openstack'] as const;

/** The icon of a platform; a plug for those of the extension point. */
export function providerIcon(provider: ProviderType) {
  return ICONS.get(provider) ?? RiPlugLine;
}

/** Names platforms; one of the extension point goes by its type. */
export function useProviderLabel(): (provider: ProviderType) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return useCallback(
    provider => {
      const known = NAMED.find(one => one === provider);
      return known ? t(`provider.${known}`) : provider;
    },
    [t],
  );
}
