import { useCallback, useMemo } from 'react';
import { usePlatforms, useWorkloadTypeDescriptors } from '../../hooks';
import { useLanguage } from '../../messages/useLanguage';
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
  const language = useLanguage();
  const platforms = usePlatforms();
  return useMemo(() => {
    const titles = new Map<string, string>();
    for (const { messages, workloadTypes } of platforms.values()) {
      for (const { title, type } of workloadTypes) {
        titles.set(type, messages?.[language]?.[`type-${type}`] ?? title);
      }
    }
    return type => titles.get(type) ?? type;
  }, [language, platforms]);
}
