/** Whom to grant something; placeholders stand where it is not known. */
export interface Grantee {
  user?: string;
  project?: string;
}

function shellWord(value: string | undefined, placeholder: string): string {
  if (!value) return placeholder;
  return /^[\w.@-]+$/.test(value) ? value : `'${value.replace(/'/g, "'\\''")}'`;
}

/**
 * How to see hosts and the servers of all projects. Nova has no read-only role for either,
 * so the way around the admin role is a change of its policy (O5, O15).
 */
export function adminRemedy(grantee: Grantee): string {
  const user = shellWord(grantee.user, 'USER');
  const project = shellWord(grantee.project, 'PROJECT');
  return [
    `openstack role add --user ${user} --project ${project} admin`,
    'and, where an application credential is used, make it anew: openstack application credential create infra-dashboard --role admin',
    "or let a role of your own read in Nova's policy.yaml: os_compute_api:os-hypervisors:list-detail, os_compute_api:os-services:list and os_compute_api:servers:detail:get_all_tenants",
  ].join('; ');
}

/** How to read the servers of a project. */
export function readerRemedy(grantee: Grantee): string {
  const user = shellWord(grantee.user, 'USER');
  const project = shellWord(grantee.project, 'PROJECT');
  return [
    `openstack role add --user ${user} --project ${project} reader`,
    // It holds only the roles that it was made with: member does not imply reader.
    'then, where an application credential is used, make it anew: openstack application credential create infra-dashboard --role reader',
  ].join('; ');
}

export const PLACEMENT_REMEDY =
  'Placement lists hosts for the admin role; or allow placement:resource_providers:list, placement:resource_providers:inventories:list and placement:resource_providers:usages in its policy.yaml';
