import { digest, uuid } from '../fleet/derive';
import type { Host, Instance, OpenStackCluster } from '../fleet/schema';

/** Keystone's ids are UUIDs without dashes. */
export function keystoneId(...words: string[]): string {
  return uuid(...words).replaceAll('-', '');
}

export const projectId = (name: string) => keystoneId('project', name);

export const userId = (name: string) => keystoneId('user', name);

export function serverId({ name }: OpenStackCluster, server: Instance): string {
  return uuid(name, 'server', server.project, server.name);
}

/** The same in Nova and in Placement. */
export function hypervisorId({ name }: OpenStackCluster, host: Host): string {
  return uuid(name, 'hypervisor', host.name);
}

export function serviceId({ name }: OpenStackCluster, host: string): string {
  return uuid(name, 'service', host);
}

/** Nova's name of a host: the first part of that of its hypervisor. */
export function serviceHost(name: string): string {
  return name.split('.')[0];
}

/** Hides the host of a server from a project, but not which servers share a host. */
export function hostId(project: string, node: string): string {
  return digest(project, node).slice(0, 56);
}

/** Names of all projects that there are. */
export function projectNames(cluster: OpenStackCluster): string[] {
  const used = cluster.workloads.map(({ project }) => project);
  return [...new Set(['demo', ...used, 'admin'])];
}
