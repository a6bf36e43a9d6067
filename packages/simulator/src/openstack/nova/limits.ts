import type { SimulatedResponse } from '../../server/protocol';
import { allocatedTo, MIB } from '../allocations';
import { json, novaFailure, novaForbidden } from '../responses';
import { projectId, projectNames } from '../ids';
import type { NovaRequest } from './request';

function usedBy({ context }: NovaRequest, project: string) {
  const { cores, memory, servers } = allocatedTo(context, project);
  return { cores, ram: Math.round(memory / MIB), instances: servers.length };
}

/** `GET /limits`: what a project may use, and what it does. */
export function showLimits(novaRequest: NovaRequest): SimulatedResponse {
  const { context, minor, isAdmin, token, request } = novaRequest;
  const { quota } = context.cluster;
  const tenant = request.query.get('tenant_id');
  if (tenant && !isAdmin && tenant !== projectId(token.project)) {
    return novaForbidden('limits:other_project');
  }
  const project =
    projectNames(context.cluster).find(
      name => tenant !== null && projectId(name) === tenant,
    ) ?? token.project;
  const used = usedBy(novaRequest, project);
  return json(200, {
    limits: {
      rate: [],
      absolute: {
        maxTotalInstances: quota.instances,
        maxTotalCores: quota.cores,
        maxTotalRAMSize: quota.ram,
        maxServerMeta: 128,
        ...(minor < 57 && {
          maxImageMeta: 128,
          maxPersonality: 5,
          maxPersonalitySize: 10240,
        }),
        maxTotalKeypairs: 100,
        maxServerGroups: 10,
        maxServerGroupMembers: 10,
        totalRAMUsed: used.ram,
        totalCoresUsed: used.cores,
        totalInstancesUsed: used.instances,
        totalServerGroupsUsed: 0,
        ...(minor < 36 && {
          maxTotalFloatingIps: -1,
          maxSecurityGroups: -1,
          maxSecurityGroupRules: -1,
          totalFloatingIpsUsed: 0,
          totalSecurityGroupsUsed: 0,
        }),
      },
    },
  });
}

/** `GET /os-quota-sets/{project}` and `/detail` */
export function showQuota(
  novaRequest: NovaRequest,
  id: string,
  isDetailed: boolean,
): SimulatedResponse {
  const { context, minor, isAdmin, token } = novaRequest;
  const { quota } = context.cluster;
  if (!isAdmin && id !== projectId(token.project)) {
    return novaForbidden('os-quota-sets:show');
  }
  const project = projectNames(context.cluster).find(
    name => projectId(name) === id,
  );
  if (project === undefined) {
    return novaFailure(400, `Project ID ${id} is not a valid project.`);
  }
  const used: Record<string, number> = usedBy(novaRequest, project);
  const limits: Record<string, number> = {
    cores: quota.cores,
    instances: quota.instances,
    key_pairs: 100,
    metadata_items: 128,
    ram: quota.ram,
    server_group_members: 10,
    server_groups: 10,
    ...(minor < 57 && {
      injected_file_content_bytes: 10240,
      injected_file_path_bytes: 255,
      injected_files: 5,
    }),
    ...(minor < 36 && {
      fixed_ips: -1,
      floating_ips: -1,
      security_group_rules: -1,
      security_groups: -1,
    }),
  };
  const entries = Object.entries(limits).map(([key, limit]) => [
    key,
    isDetailed ? { limit, in_use: used[key] ?? 0, reserved: 0 } : limit,
  ]);
  return json(200, { quota_set: { id, ...Object.fromEntries(entries) } });
}
