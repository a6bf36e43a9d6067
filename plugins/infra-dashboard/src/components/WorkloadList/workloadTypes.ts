import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback, useMemo } from 'react';
import { usePlatforms, useWorkloadTypeDescriptors } from '../../hooks';
import { usePlatformText } from '../../messages/usePlatformText';
import { iconOf } from '../icons';

/** The workload types of a platform; of all platforms where it is empty or unknown. */
export function useWorkloadTypes(provider: string): string[] {
  const platforms = usePlatforms();
  return useMemo(() => {
    const known = platforms.get(provider);
    const chosen = known ? [known] : [...platforms.values()];
    return chosen.flatMap(({ workloadTypes }) =>
      workloadTypes.map(({ type }) => type),
    );
  }, [platforms, provider]);
}

/** The icon of a workload type; a plain one until the platforms are loaded. */
export function useWorkloadIcon() {
  const types = useWorkloadTypeDescriptors();
  return useCallback(
    (type: string) => iconOf(types.get(type)?.icon ?? 'instance'),
    [types],
  );
}

/** Names workload types; an unknown one goes by its own word. */
export function useWorkloadTypeLabel(): (type: string) => string {
  const platformText = usePlatformText();
  const types = useWorkloadTypeDescriptors();
  return useCallback(
    type => platformText(`type-${type}`) ?? types.get(type)?.title ?? type,
    [platformText, types],
  );
}

/** Whether no backup is made of a workload, by what its platform says of its type. */
export function useIsUnprotected(): (workload: Workload) => boolean {
  const types = useWorkloadTypeDescriptors();
  return useCallback(
    ({ metadata, type }) => {
      const { unprotected } = types.get(type) ?? {};
      const value = unprotected && metadata?.[unprotected.key];
      return value !== undefined && unprotected!.values.includes(value);
    },
    [types],
  );
}
