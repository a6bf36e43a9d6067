import type { WorkloadEvent } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  cleanTime,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesEvent } from './schemas';

function mapEvent(event: KubernetesEvent): WorkloadEvent {
  const { series, source } = event;
  // Events of `events.k8s.io` count in a series, and have no first and last time.
  const at =
    cleanTime(series?.lastObservedTime) ??
    cleanTime(event.lastTimestamp) ??
    cleanTime(event.eventTime) ??
    cleanTime(event.firstTimestamp);
  const count = series?.count ?? event.count;
  return {
    ...(at && { at }),
    type: event.type === 'Warning' ? 'warning' : 'normal',
    reason: cleanText(event.reason, 100) ?? 'Unknown',
    text: cleanText(event.message, 500),
    source: cleanText(source?.component || event.reportingComponent, 100),
    ...(count !== undefined && count > 1 && { count }),
  };
}

/** The events of an object, the latest first. */
export function mapEvents(events: KubernetesEvent[]): WorkloadEvent[] {
  const timeOf = ({ at }: WorkloadEvent) => (at ? Date.parse(at) : 0);
  return events.map(mapEvent).sort((a, b) => timeOf(b) - timeOf(a));
}
