import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/**
 * Labels and tags as one text: a line of JSON for each, between line feeds. JSON has no line
 * feeds, so that a line is found exactly, whatever a platform has for a label.
 */
export function toLabelLines({
  labels = {},
  tags = [],
}: Pick<Workload, 'labels' | 'tags'>): string {
  const lines = [...Object.entries(labels), ...tags].map(one =>
    JSON.stringify(one),
  );
  return ['', ...lines, ''].join('\n');
}

/** What the text of a workload with a tag contains. */
export function tagLine(tag: string): string {
  return `\n${JSON.stringify(tag)}\n`;
}

/** What the text of a workload with a label contains; without a value: with any. */
export function labelLine(label: string, value?: string): string {
  return value === undefined
    ? `\n[${JSON.stringify(label)},`
    : `\n${JSON.stringify([label, value])}\n`;
}
