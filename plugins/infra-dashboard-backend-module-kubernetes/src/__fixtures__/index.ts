import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** A recorded response of an API server. */
export interface RecordedResponse {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Text of a recorded file. */
export function readFixture(name: string): string {
  const path = resolvePackagePath(
    '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-kubernetes',
    'src/__fixtures__',
    name,
  );
  return readFileSync(path, 'utf8');
}

/** Rows of a recorded list, as they come out of JSON. */
export function readItems(name: string): Array<Record<string, any>> {
  return JSON.parse(readFixture(name)).items;
}

/** Rows that the API server itself printed. */
export function readOracle(name: string): Array<Record<string, any>> {
  return readFixture(name)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

/** Errors of a real API server by name. */
export function readErrors(): Record<string, RecordedResponse> {
  return JSON.parse(readFixture('errors.json'));
}

/** When the lists were recorded, in milliseconds. */
export const RECORDED_AT = Date.parse('2026-11-23T03:51:00Z');
