import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** An answer of a real OpenStack (Zed), without the fields that nobody reads. */
export interface RecordedAnswer {
  name: string;
  status: number;
  path: string;
  microversion?: string;
  body: Record<string, any>;
}

const answers = new Map<string, RecordedAnswer>(
  readFileSync(
    resolvePackagePath(
      '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-openstack',
      'src/__fixtures__/responses.jsonl',
    ),
    'utf8',
  )
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .map(answer => [answer.name, answer]),
);

/** All answers, for what must hold of each. */
export const allRecorded = [...answers.values()];

/** A recorded answer by its name; a copy, so that a test may change it. */
export function recorded(name: string): RecordedAnswer {
  const answer = answers.get(name);
  if (!answer) throw new Error(`There is no recorded answer ${name}`);
  return structuredClone(answer);
}

/** When the lists were recorded, in milliseconds. */
export const RECORDED_AT = Date.parse('2026-11-23T04:05:00Z');
