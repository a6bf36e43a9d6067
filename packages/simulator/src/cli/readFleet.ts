import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { demoFleet } from '../fleet/demoFleet';
import { generateFleet } from '../fleet/generateFleet';
import { fleetSchema, type Fleet } from '../fleet/schema';

/**
 * A fleet by its name on the command line: `demo`, `generated:CxNxW` (clusters of each
 * platform, nodes and workloads of each cluster), or a YAML file.
 */
export function readFleet(name: string): Fleet {
  if (name === 'demo') return demoFleet();
  const generated = /^generated:(\d+)x(\d+)x(\d+)$/.exec(name);
  if (generated) {
    const [clusters, nodesPerCluster, workloadsPerCluster] = generated
      .slice(1)
      .map(Number);
    return generateFleet({
      clusters: {
        proxmox: clusters,
        kubernetes: clusters,
        openstack: clusters,
      },
      nodesPerCluster,
      workloadsPerCluster,
    });
  }
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch {
    throw new Error(
      `--fleet ${name}: must be demo, generated:CxNxW or a file that can be read`,
    );
  }
  const parsed = fleetSchema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new Error(`--fleet ${name}: ${path.join('.')}: ${message}`);
}
