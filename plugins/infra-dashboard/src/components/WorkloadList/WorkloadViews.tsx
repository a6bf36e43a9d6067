import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useWorkloadTypeDescriptors } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { ChoiceButtons } from '../fields';
import {
  WORKLOAD_VIEWS,
  type WorkloadView,
  type WorkloadViewName,
} from './useWorkloadView';
import { useWorkloadTypeLabel } from './workloadTypes';

/** Apps with their replicas folded in, everything, or one role alone. */
export function WorkloadViews({ view }: { view: WorkloadView }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const typeLabel = useWorkloadTypeLabel();
  const types = [...useWorkloadTypeDescriptors().values()];
  const replicas = types.filter(({ role }) => role === 'replica');
  const hasMachines = types.some(({ role }) => role === 'machine');
  // Where no platform has replicas, all are apps.
  if (view.isFixed || replicas.length === 0) return null;
  const labels: Record<WorkloadViewName, string> = {
    apps: t('workloads.viewApps'),
    all: t('workloads.viewAll'),
    machines: t('workloads.viewMachines'),
    replicas: replicas.map(({ type }) => typeLabel(type)).join(', '),
  };
  return (
    <ChoiceButtons
      label={t('workloads.view')}
      value={view.name}
      onChange={view.setName}
      options={WORKLOAD_VIEWS.filter(
        one => one !== 'machines' || hasMachines,
      ).map(value => ({ value, text: labels[value] }))}
    />
  );
}
