import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A response of the real software. */
export interface Recording {
  status: number;
  reason?: string;
  headers: Record<string, string>;
  body: any;
}

/** Recorded responses of a platform, by name. */
export function recorded(
  platform: 'proxmox' | 'kubernetes' | 'openstack',
): Record<string, Recording> {
  const file = resolve(__dirname, `../__fixtures__/${platform}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
