/*
 * Compares how clouds.yaml is read with openstacksdk: the same files are accepted, with the same
 * server and credentials. Needs no cloud.
 *
 *   PYTHON   an interpreter that has openstacksdk; default: python3
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/cloudsYaml.conformance.ts
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLOUDS_FILES } from '../src/__testUtils__/cloudsFiles';
import { toSdkAuth } from '../src/__testUtils__/toSdkAuth';
import { openstackConfigSchema } from '../src/config';
import { readSettings } from '../src/config/settings';

const python = process.env.PYTHON || 'python3';

interface Reading {
  auth: Record<string, string>;
  region: string | null;
  interface: string;
  isVerified: boolean;
}

/** Keys in one order. openstacksdk leaves a domain open; the `openstack` client takes `default`. */
function normalize({
  auth,
  interface: facing,
  region,
  isVerified,
}: Reading): string {
  const keys: Record<string, string> = { ...auth };
  if (keys.project_id) delete keys.project_name;
  for (const what of ['user', 'project']) {
    const name = what === 'user' ? 'username' : 'project_name';
    if (keys[`${what}_id`] || !keys[name]) {
      delete keys[`${what}_domain_id`];
      delete keys[`${what}_domain_name`];
    } else if (!keys[`${what}_domain_name`]) {
      keys[`${what}_domain_id`] ??= 'default';
    }
  }
  const sorted = Object.fromEntries(Object.entries(keys).sort());
  return JSON.stringify([
    sorted,
    region,
    facing.replace('URL', ''),
    isVerified,
  ]);
}

async function readHere(path: string): Promise<string | undefined> {
  const config = openstackConfigSchema.parse({
    cloud: 'c',
    cloudsYamlPath: path,
  });
  try {
    const settings = await readSettings(config);
    return normalize({
      auth: toSdkAuth(settings),
      region: settings.region ?? settings.regions?.[0] ?? null,
      interface: settings.interface,
      isVerified: !(await settings.tls()).allowInsecure,
    });
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  if (spawnSync(python, ['-c', 'import openstack']).status !== 0) {
    console.log(
      'SKIPPED: openstacksdk is not installed (Debian: python3-openstacksdk)',
    );
    return 0;
  }
  const directory = mkdtempSync(join(tmpdir(), 'clouds-'));
  let differences = 0;
  try {
    const paths = CLOUDS_FILES.map(({ content }, index) => {
      const path = join(directory, `${index}.yaml`);
      writeFileSync(
        path,
        typeof content === 'string' ? content : JSON.stringify(content),
      );
      return path;
    });
    const lines = execFileSync(python, [
      join(__dirname, 'cloudsYaml.py'),
      ...paths,
    ])
      .toString()
      .trim()
      .split('\n');
    for (const [index, { isValid, title }] of CLOUDS_FILES.entries()) {
      const parsed: Reading | null = JSON.parse(lines[index]);
      const theirs = parsed ? normalize(parsed) : undefined;
      const ours = await readHere(paths[index]);
      if (ours === theirs && isValid === (ours !== undefined)) continue;
      differences += 1;
      console.log(
        `${title}:\n  openstacksdk  ${theirs}\n  provider      ${ours}`,
      );
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
  console.log(`${CLOUDS_FILES.length} files, ${differences} differences`);
  return differences === 0 ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
