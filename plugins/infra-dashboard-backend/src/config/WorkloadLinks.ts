import {
  coreSchemaText,
  readList,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadLink } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import type { ConfigReport } from './ConfigReport';

const KEY = 'infraDashboard.links';

/** Fields of a workload that a link may contain. */
const FIELDS = [
  ...(['cluster', 'id', 'name', 'namespace'] as const),
  ...(['node', 'provider', 'type'] as const),
];

const PLACEHOLDER = /\{([^{}]*)\}/g;

type Field = (typeof FIELDS)[number];

const text = z
  .string(coreSchemaText('must-be-text'))
  .trim()
  .min(1, coreSchemaText('must-not-be-empty'));

function isWebAddress(url: string): boolean {
  // The host is configured: nothing that a platform reports may name another one.
  const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1];
  return (
    host !== undefined &&
    !host.includes('{') &&
    URL.canParse(url.replace(PLACEHOLDER, 'x'))
  );
}

const linkSchema = strictObject({
  title: text,
  url: text
    .refine(
      isWebAddress,
      'must be an http or https URL without placeholders in its host',
    )
    .refine(
      url =>
        [...url.matchAll(PLACEHOLDER)].every(([, name]) =>
          (FIELDS as readonly string[]).includes(name),
        ),
      `has an unknown placeholder; known are ${FIELDS.join(', ')}`,
    ),
  types: z.array(text, coreSchemaText('must-be-text-list')).optional(),
});

/** One part of a path or query, and never another part of the URL. */
function encode(value: string): string {
  // Half a character cannot be encoded, and dots alone would leave the path.
  const whole = value.replace(/\p{Surrogate}/gu, '\ufffd');
  return /^\.{1,2}$/.test(whole) ? '' : encodeURIComponent(whole);
}

/** Links to other tools from templates: `infraDashboard.links`. */
export class WorkloadLinks {
  readonly #links: Array<z.output<typeof linkSchema>>;

  /** A wrong entry is left out; the others are used. */
  constructor({ report }: { report: ConfigReport }) {
    const value = report.checkRoot()
      ? report.config.getOptional(KEY)
      : undefined;
    const { issues, value: links } = readList(KEY, value, linkSchema);
    report.set(KEY, issues, 'Wrong entries are not used');
    this.#links = links;
  }

  /** Without links that need what the workload does not have. */
  of(workload: Workload): WorkloadLink[] {
    return this.#links.flatMap(({ title, types, url }) => {
      if (types && !types.includes(workload.type)) return [];
      let isComplete = true;
      const filled = url.replace(PLACEHOLDER, (_, name: Field) => {
        const field = workload[name];
        isComplete &&= Boolean(field);
        return encode(field ?? '');
      });
      return isComplete ? [{ title, url: filled }] : [];
    });
  }
}
