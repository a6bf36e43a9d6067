import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { TimeAgo } from '../Age';
import { OwnerLink } from '../ChangeList';
import { useMetadataFacts, type Fact } from '../FactList';

/** What the row of a workload says of it, as facts. */
export function useWorkloadFacts(): (workload: Workload) => Fact[] {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const metadataFacts = useMetadataFacts();
  return workload => {
    const { cpu, memory, owner, ownerRef, ready, restarts } = workload;
    const { ownerSource } = workload;
    const foundBy = {
      rule: t('detail.ownerByRule'),
      label: t('detail.ownerByLabel'),
      default: t('detail.ownerByDefault'),
    };
    const amount = (
      used: number | undefined,
      total: number | undefined,
      show: (value: number) => string,
    ) =>
      [used, total]
        .filter(value => value !== undefined)
        .map(value => show(value!))
        .join(' / ');
    const listed = (values: string[] | undefined) => values?.join(', ');
    const facts: Array<[string, Fact['value'] | undefined]> = [
      [t('workload.cpu'), amount(cpu.usage, cpu.count, format.cores)],
      [t('workload.memory'), amount(memory.used, memory.total, format.bytes)],
      [t('workloads.column.ready'), ready && `${ready.ready}/${ready.desired}`],
      [
        t('workloads.column.restarts'),
        restarts === undefined ? undefined : format.count(restarts),
      ],
      [t('detail.controlledBy'), owner && `${owner.kind}/${owner.name}`],
      [
        t('workloads.column.owner'),
        ownerRef && (
          <>
            <OwnerLink owner={ownerRef} />
            {ownerSource && ` (${foundBy[ownerSource]})`}
          </>
        ),
      ],
      [
        t('workloads.column.entities'),
        workload.entityRefs?.length
          ? workload.entityRefs.map(ref => (
              <div key={ref}>
                <OwnerLink owner={ref} />
              </div>
            ))
          : undefined,
      ],
      [t('workloads.column.addresses'), listed(workload.addresses)],
      [t('workloads.column.images'), listed(workload.images)],
      [t('workloads.column.tags'), listed(workload.tags)],
      [
        t('workload.age'),
        workload.createdAt && <TimeAgo time={workload.createdAt} />,
      ],
      [
        t('workloads.column.backup'),
        workload.lastBackup && <TimeAgo time={workload.lastBackup} />,
      ],
    ];
    return [
      ...facts.flatMap(([term, value]) => (value ? [{ term, value }] : [])),
      ...metadataFacts(workload),
    ];
  };
}
