import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { WorkloadPart } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadResponse } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { infraDashboardTranslationRef } from '../../translation';
import { ConditionList } from '../ConditionList';
import { FactList } from '../FactList';
import { LimitationList } from '../LimitationList';
import { Notice } from '../Notice';
import { Panel, Panels } from '../Panel';
import { CommandList } from './CommandList';
import { EventTable } from './EventTable';
import { PartTable } from './PartTable';
import { useDetailFacts } from './useDetailFacts';
import { usePartLabel } from './usePartLabel';
import { useWorkloadFacts } from './useWorkloadFacts';

/** Parts by kind, in the order of their first ones. */
function groupByKind(parts: WorkloadPart[]): Map<string, WorkloadPart[]> {
  const groups = new Map<string, WorkloadPart[]>();
  for (const part of parts) {
    groups.set(part.kind, [...(groups.get(part.kind) ?? []), part]);
  }
  return groups;
}

/** What is known of a workload, and what the platform adds when it is opened. */
export function DetailSections({ response }: { response: WorkloadResponse }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const workloadFacts = useWorkloadFacts();
  const partLabel = usePartLabel();
  const { detail, detailError, workload } = response;
  const { provider } = workload;
  const detailFacts = useDetailFacts(provider);
  const {
    commands,
    conditions,
    events,
    limitations,
    parts = [],
  } = detail ?? {};
  // The platform is more exact than the row: a ReplicaSet instead of its Deployment.
  const facts = [
    ...new Map(
      [...workloadFacts(workload), ...detailFacts(detail?.facts ?? [])].map(
        fact => [fact.term, fact],
      ),
    ).values(),
  ];
  const labels = Object.entries(workload.labels ?? {}).map(([term, value]) => ({
    term,
    value: value || '–',
  }));
  return (
    <>
      {detailError && (
        <Notice severity="warning" title={t('detail.unavailable')}>
          <div>{detailError.message}</div>
          {detailError.hint && (
            <div>{t('attention.hint', { hint: detailError.hint })}</div>
          )}
        </Notice>
      )}
      {[...groupByKind(parts)].map(([kind, own]) => (
        <Panel key={kind} title={partLabel(kind)}>
          <PartTable label={partLabel(kind)} parts={own} provider={provider} />
        </Panel>
      ))}
      {events && (
        <Panel title={t('detail.events')}>
          {events.length > 0 ? (
            <EventTable events={events} />
          ) : (
            <div>{t('detail.noEvents')}</div>
          )}
        </Panel>
      )}
      <Panels>
        {facts.length > 0 && (
          <Panel title={t('node.facts')}>
            <FactList facts={facts} />
          </Panel>
        )}
        {conditions && conditions.length > 0 && (
          <Panel title={t('node.conditions')}>
            <ConditionList conditions={conditions} />
          </Panel>
        )}
        {labels.length > 0 && (
          <Panel title={t('node.labels')}>
            <FactList facts={labels} />
          </Panel>
        )}
        {commands && commands.length > 0 && (
          <Panel title={t('detail.commands')}>
            <CommandList commands={commands} />
          </Panel>
        )}
        {limitations && limitations.length > 0 && (
          <Panel title={t('cluster.limitations')}>
            <LimitationList limitations={limitations} />
          </Panel>
        )}
      </Panels>
      {!detail && !detailError && <div>{t('detail.none')}</div>}
    </>
  );
}
