import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** A response of a real OpenStack (Zed), without the fields that are not read. */
export interface RecordedResponse {
  name: string;
  status: number;
  path: string;
  microversion?: string;
  body: Record<string, any>;
}

const responses = new Map<string, RecordedResponse>(
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
    .map(response => [response.name, response]),
);

/** All responses. */
export const allRecorded = [...responses.values()];

/** A recorded response by name. A copy, so that a test may change it. */
export function recorded(name: string): RecordedResponse {
  const response = responses.get(name);
  if (!response) throw new Error(`There is no recorded response ${name}`);
  return structuredClone(response);
}

/** When the lists were recorded, in milliseconds. */
export const RECORDED_AT = Date.parse('2026-11-23T04:05:00Z');
