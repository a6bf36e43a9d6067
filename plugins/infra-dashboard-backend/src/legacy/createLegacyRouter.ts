import type { Request, Response } from 'express';
import Router from 'express-promise-router';
import type { ClusterRecord } from '../collector';
import type { Inventory } from '../inventory';
import {
  EVERYTHING,
  type AccessControl,
  type Visibility,
} from '../permissions';
import { sendJson } from '../routes/sendJson';
import { toLegacyCluster, toLegacyGuest, toLegacyNode } from './mappers';
import type { LegacyOptions } from './readLegacyOptions';

const byName = new Intl.Collator('en', { numeric: true });

function listRecords(inventory: Inventory, visible: Visibility) {
  return inventory
    .records(visible)
    .filter(({ entry }) => entry.type === 'proxmox' && entry.enabled);
}

/**
 * The routes of the earlier Proxmox-only dashboard, below `/api/proxmox`, with its exact
 * shapes and its 404 bodies, served from the shared snapshots.
 */
export function createLegacyRouter(
  options: {
    inventory: Inventory;
    access: AccessControl;
  } & Pick<LegacyOptions, 'allowUnauthenticated'>,
) {
  const { inventory, access } = options;
  const router = Router();

  const visibility = async (request: Request): Promise<Visibility> =>
    options.allowUnauthenticated
      ? EVERYTHING
      : access.visibilityOf(await access.credentialsOf(request));

  const findCluster = async (
    request: Request<{ cluster: string }>,
    response: Response,
  ): Promise<ClusterRecord | undefined> => {
    const record = listRecords(inventory, await visibility(request)).find(
      ({ snapshot }) => snapshot.name === request.params.cluster,
    );
    if (!record) response.status(404).json({ error: 'Cluster not found' });
    return record;
  };

  const toCluster = async (record: ClusterRecord) => {
    const nodes = await Promise.all(
      (record.snapshot.topology.data?.nodes ?? [])
        .toSorted((a, b) => byName.compare(a.name, b.name))
        .map(async node =>
          toLegacyNode(
            `node/${node.name}`,
            await inventory.withFacts(record, node),
          ),
        ),
    );
    return toLegacyCluster(record, nodes);
  };

  router.get('/', async (request, response) => {
    const records = listRecords(inventory, await visibility(request));
    await sendJson(response, await Promise.all(records.map(toCluster)));
  });

  router.get('/list', async (request, response) => {
    const records = listRecords(inventory, await visibility(request));
    response.json(records.map(({ snapshot }) => snapshot.name));
  });

  router.get('/cluster/:cluster', async (request, response) => {
    const record = await findCluster(request, response);
    if (record) await sendJson(response, await toCluster(record));
  });

  router.get('/cluster/:cluster/node/:node', async (request, response) => {
    const record = await findCluster(request, response);
    if (!record) return;
    const { topology } = record.snapshot;
    const node = topology.data?.nodes.find(
      ({ name }) => name === request.params.node,
    );
    if (!node || node.status !== 'online' || topology.error) {
      response.status(404).json({ error: 'Node not found or offline' });
      return;
    }
    const id = `node/${record.snapshot.name}/${node.name}`;
    response.json(toLegacyNode(id, await inventory.withFacts(record, node)));
  });

  router.get('/cluster/:cluster/node/:node/vms', async (request, response) => {
    const record = await findCluster(request, response);
    if (!record) return;
    const { workloads } = await visibility(request);
    const { lists, options: shown } = inventory.listsOf([record], workloads);
    const guests = (await lists.read(shown, { nodes: [request.params.node] }))
      .map(toLegacyGuest)
      .sort((a, b) => a.vmid - b.vmid);
    await sendJson(response, guests);
  });

  return router;
}
