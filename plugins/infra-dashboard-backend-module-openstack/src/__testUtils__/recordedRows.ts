import { recorded, RECORDED_AT } from '../__fixtures__';
import { NodeNames } from '../mappers/hypervisor';
import { hypervisorSchema, serverSchema } from '../schemas';

/** Options to map recorded servers. */
export const OPTIONS = {
  cluster: 'lab',
  now: RECORDED_AT,
  projects: new Map<string, string>(),
  names: new NodeNames([]),
};

export function serverOf(
  name: string,
  list = 'servers-detail-all-admin-latest',
) {
  const row = recorded(list).body.servers.find(
    (server: { name?: string }) => server.name === name,
  );
  return serverSchema.parse(row);
}

export function hypervisorOf(
  name: string,
  list = 'hypervisors-detail-admin-2.88',
) {
  const row = recorded(list).body.hypervisors.find(
    (hypervisor: { hypervisor_hostname?: string }) =>
      hypervisor.hypervisor_hostname === `${name}.lab.internal`,
  );
  return hypervisorSchema.parse(row);
}
