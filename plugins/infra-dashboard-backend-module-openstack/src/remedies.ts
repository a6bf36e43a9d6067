/** Who needs a role. Placeholders replace what is unknown. */
export interface Grantee {
  user?: string;
  project?: string;
}

export function granteeOf(token: {
  userName?: string;
  project: { id: string; name?: string };
}): Grantee {
  const { userName: user, project } = token;
  return { user, project: project.name ?? project.id };
}

function quote(value: string | undefined, placeholder: string): string {
  if (!value) return placeholder;
  return /^[\w.@-]+$/.test(value) ? value : `'${value.replace(/'/g, "'\\''")}'`;
}

// An application credential has only the roles that it was created with, so a role that is
// granted later needs a new one.
function grantRole(role: string, grantee: Grantee): string[] {
  const user = quote(grantee.user, 'USER');
  const project = quote(grantee.project, 'PROJECT');
  return [
    `openstack role add --user ${user} --project ${project} ${role}`,
    `with an application credential, also: openstack application credential create infra-dashboard --role ${role}`,
  ];
}

/**
 * How to allow listing hosts and the servers of all projects. Nova has no read-only role for
 * either, so the alternative to the admin role is a change of its policy.
 */
export function adminRemedy(grantee: Grantee): string {
  return [
    ...grantRole('admin', grantee),
    'or allow another role in policy.yaml of Nova: os_compute_api:os-hypervisors:list-detail, os_compute_api:os-services:list and os_compute_api:servers:detail:get_all_tenants',
  ].join('; ');
}

/** How to allow listing the storage pools of Cinder. */
export function poolRemedy(grantee: Grantee): string {
  return [
    ...grantRole('admin', grantee),
    'or allow another role in policy.yaml of Cinder: scheduler_extension:scheduler_stats:get_pools',
  ].join('; ');
}

/** How to allow listing the servers of a project. */
export function readerRemedy(grantee: Grantee): string {
  return grantRole('reader', grantee).join('; ');
}
