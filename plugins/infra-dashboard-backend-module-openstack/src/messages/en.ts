/** Sentences by code. Codes of limitations are part of the API. */
export const en = {
  // Texts of the configuration
  'must-be-region-list': "must be a list of regions such as ['eu-1', 'eu-2']",
  'must-name-region': 'must name a region; leave it out to read all of them',
  'must-name-region-once': 'must name each region once',
  'must-be-interface': 'must be public, internal or admin',
  'secret-required': 'is required with an application credential',
  'not-with-credential':
    'cannot be combined with an application credential; choose one',
  'project-of-credential':
    'cannot be set with an application credential, which has its own project',
  'user-required':
    'is required, or applicationCredentialId, or cloud with the name of an entry in clouds.yaml',
  'project-required': 'is required with username, or projectId instead of it',
  'not-with-cloud': 'cannot be combined with cloud, which has its own',
  'only-with-cloud': 'is used with cloud only, which is not set',
  'auth-url-required':
    'is required, or cloud with the name of an entry in clouds.yaml',

  'type-instance': 'Instance',

  // Login
  'login-timeout': 'Keystone did not respond in time',
  'check-keystone-load': 'Check the network path and the load of Keystone',
  'no-token-in-response':
    'Keystone accepted the login, but its response contains no token',
  'check-auth-url':
    'Check that authUrl points to Keystone and not to a proxy page',
  'token-without-project':
    'The Keystone token has no project and no service catalog',
  'grant-project-role':
    'Give the user a role on the project: openstack role add --user USER --project PROJECT reader',
  'password-refused': 'Keystone refused the user, the password or the project',
  'check-password':
    'Check username, password, their domain, and that the user has a role on the project. Keystone does not report which of them is wrong',
  'credential-refused': 'Keystone refused the application credential',
  'credential-unknown':
    'Keystone does not know the application credential, or authUrl does not point to Keystone',
  'create-credential':
    'It may be wrong, expired, or deleted with its user or a role of the user. Create a new one: openstack application credential create infra-dashboard --role reader',
  'no-keystone': 'There is no Keystone v3 at authUrl',
  'find-auth-url':
    'Set authUrl to the address that `openstack catalog show identity` prints',
  'login-invalid':
    'Keystone rejected the user, the project or their domains as invalid',
  'check-domains': 'Check userDomainName and projectDomainName',
  'login-forbidden': 'Keystone does not allow these credentials to log in',
  'check-user': 'The user may be locked or have to change the password',
  'login-rate-limited': 'Keystone limits the rate of logins',
  'login-status': 'Keystone responded to the login with status {{status}}',

  // Catalog
  'service-not-in-catalog': 'The Keystone catalog has no {{service}}',
  'register-service':
    'Check the region, or register it: openstack endpoint create {{type}}',
  'service-not-in-region':
    'The catalog has no {{service}} in the region {{region}}',
  'several-regions': 'The catalog has {{service}} in several regions',
  'set-region': 'Set region to one of: {{regions}}',
  'too-many-regions':
    'The catalog has {{count}} regions, and at most {{max}} can be read',
  'set-regions': 'List those to read as regions',
  'interface-not-in-catalog':
    'The catalog has no {{interface}} endpoint of {{service}}',
  'set-interface': 'Set interface to one of: {{interfaces}}',
  'endpoint-invalid':
    'The endpoint of {{service}} in the catalog is not an http or https address',
  'endpoint-link-local':
    'The endpoint of {{service}} in the catalog is a link-local address, where no service is',
  'set-endpoint': 'Correct it with: openstack endpoint set --url',

  // Requests
  'token-refused': '{{service}} refuses a token that Keystone has just issued',
  'check-token-validation':
    'Check the [keystone_authtoken] section of {{service}}, and the access rules of the application credential if it has any',
  'action-forbidden':
    '{{service}} does not allow these credentials to {{action}}',
  'outside-access-rules':
    'The access rules of the application credential do not allow it to {{action}}',
  'rate-limited': '{{service}} limits the rate of requests',
  'response-status':
    '{{service}} responded with status {{status}} to the request to {{action}}',
  'check-log': 'Check the log of {{service}}',
  'not-a-list':
    '{{service}} responded without a valid list to the request to {{action}}',
  'quota-invalid': 'The response with the quota of the project is invalid',

  // clouds.yaml; each begins with the key of app-config that does not work
  'cloud-file-unreadable': 'cloud: {{problem}}',
  'cloud-file-not-yaml': 'cloud: {{file}} is not valid YAML',
  'cloud-file-not-object': 'cloud: {{file}} does not contain an object',
  'cloud-file-missing': 'cloudsYamlPath: there is no such file',
  'cloud-file-not-found':
    'cloud: there is no clouds.yaml in OS_CLIENT_CONFIG_FILE, the working directory, ~/.config/openstack or /etc/openstack',
  'cloud-unknown': "cloud: clouds.yaml has no '{{cloud}}'; it has {{clouds}}",
  'cloud-file-empty': "cloud: clouds.yaml has no '{{cloud}}'; it has none",
  'cloud-profile-unknown':
    "cloud: the profile '{{profile}}' is not in clouds-public.yaml; set auth_url in the entry instead",
  'cloud-incomplete': "cloud: the entry '{{cloud}}' is incomplete: {{reasons}}",
  'auth-type-not-renewable':
    'cloud: auth_type {{type}} cannot be renewed; log in with it and run: openstack application credential create infra-dashboard --role reader, then use that',
  'auth-type-interactive':
    'cloud: auth_type {{type}} needs a person to log in, which a backend cannot do; log in with it and run: openstack application credential create infra-dashboard --role reader, then use that',
  'auth-type-unsupported':
    'cloud: auth_type {{type}} is not supported; log in with it and run: openstack application credential create infra-dashboard --role reader, then use that',
  'cloud-endpoint-invalid':
    'cloud: {{key}} must be an http or https URL without credentials',
  'cloud-region-values':
    "cloud: the region {{region}} has a '{{key}}' of its own under regions, which is not supported; give the region an entry of its own, and use that in another provider",
  'system-scope':
    'cloud: a system scope cannot list servers; use a project scope (project_name)',

  // Connection check
  'login-passed':
    'Project {{project}}, roles: {{roles}}; the token is valid for {{minutes}} min',
  'login-passed-restricted':
    'Project {{project}}, roles: {{roles}}, access rules: {{rules}}; the token is valid for {{minutes}} min',
  'nova-found': 'Region {{region}}, microversions up to {{microversion}}',
  'nova-found-without-versions':
    'Region {{region}}; Nova does not report its microversions',
  'nova-plain-http':
    'Region {{region}}: the Nova endpoint uses plain http, so the token is sent unencrypted',
  'use-https': 'Set another interface, or correct the endpoint in the catalog',
  'all-projects-disabled': 'allProjects is false',

  // Reasons of servers
  'cell-unreachable': 'Its Nova cell does not respond',
  'guest-crashed': 'Guest crashed',
  'guest-not-running': 'Guest not running ({{powerState}})',
  'task-running': 'Task: {{task}}',
  'server-rescued': 'Rescue mode: booted from another image',
  'resize-unconfirmed': 'Resize awaiting confirmation',
  'host-down': 'Hypervisor down',
  'host-down-last-status': 'Hypervisor down; last known status: {{status}}',
  'host-down-last-task':
    'Hypervisor down; last known status: {{status}}, task: {{task}}',

  // Reasons of hypervisors
  'host-disabled': 'Disabled',
  'host-disabled-because': 'Disabled: {{reason}}',
  'service-down': 'Compute service down',
  'service-down-disabled': 'Compute service down and disabled',
  'service-down-disabled-because':
    'Compute service down and disabled: {{reason}}',
  'service-forced-down': 'Compute service forced down',
  'service-forced-down-disabled': 'Compute service forced down and disabled',
  'service-forced-down-disabled-because':
    'Compute service forced down and disabled: {{reason}}',
  'host-outdated':
    'Hypervisors could not be read; this one was in the last list',

  // Reasons of regions; `count` is the number of hypervisors
  'hosts-hidden': 'No permission to list hypervisors',
  'hosts-unreadable': 'Hypervisors could not be read',
  'no-hosts': 'No hypervisors',
  'hosts-down_one': 'The only hypervisor is down',
  'hosts-down_other': '{{count}} hypervisors: {{down}} down',
  'hosts-unknown_one': 'The state of the only hypervisor is unknown',
  'hosts-unknown_other': '{{count}} hypervisors: {{unknown}} unknown',
  'hosts-down-disabled':
    '{{count}} hypervisors: {{down}} down, {{disabled}} disabled',
  'hosts-down-unknown':
    '{{count}} hypervisors: {{down}} down, {{unknown}} unknown',
  'hosts-disabled-unknown':
    '{{count}} hypervisors: {{disabled}} disabled, {{unknown}} unknown',
  'hosts-down-disabled-unknown':
    '{{count}} hypervisors: {{down}} down, {{disabled}} disabled, {{unknown}} unknown',

  // Limitations
  'allocated-only':
    'OpenStack reports what is allocated to instances, not what they use: CPU and memory usage is not available',
  'cell-down_one':
    'A Nova cell does not respond: only the ID of {{count}} server is known, and quota usage does not include it',
  'cell-down_other':
    'A Nova cell does not respond: only the IDs of {{count}} servers are known, and quota usage does not include them',
  'check-cell': 'Check the database and message queue of the cell',
  'hypervisors-not-understood_one':
    '{{count}} hypervisor is invalid and left out',
  'hypervisors-not-understood_other':
    '{{count}} hypervisors are invalid and left out',
  'hypervisors-outdated': 'Hypervisors are shown as last read',
  'hypervisors-truncated_one':
    'Only the first {{count}} hypervisor could be read',
  'hypervisors-truncated_other':
    'Only the first {{count}} hypervisors could be read',
  'actions-unreadable': 'Actions on the server could not be read: {{reason}}',
  'hypervisors-unreadable': 'Hypervisors could not be read: {{reason}}',
  'no-permission-nodes':
    'No permission to list hypervisors: only admins may. The project quota is shown instead, and which of its instances share a host',
  'no-permission-placement':
    'No permission to read Placement: capacity is shown without overcommit, where Nova reports it',
  'no-permission-services':
    'No permission to list compute services: availability zones are missing',
  'one-project-only': 'Only servers of the project {{project}} are listed',
  'placement-missing':
    'Placement not found ({{reason}}): capacity is shown without overcommit, where Nova reports it',
  'placement-unknown-host_one':
    'Placement does not know host {{host}}: its size is missing from the totals',
  'placement-unknown-host_other':
    'Placement does not know {{count}} hosts, such as {{host}}: their sizes are missing from the totals',
  'disk-may-be-shared':
    '{{count}} hosts report a disk of {{size}} GiB each: they may share it, so it is in no total',
  'placement-partial_one':
    'Placement could not be read for {{count}} host: its allocation is missing or outdated',
  'placement-partial_other':
    'Placement could not be read for {{count}} hosts: their allocation is missing or outdated',
  'pool-down': 'The scheduler of Cinder reports it as down',
  'storages-hidden':
    'Storage pools are hidden: Cinder lists them for the admin role only',
  'storages-unreadable': 'Storage pools could not be read: {{reason}}',
  'storages-not-understood_one':
    '{{count}} storage pool is invalid and left out',
  'storages-not-understood_other':
    '{{count}} storage pools are invalid and left out',
  'placement-unreadable':
    'Placement could not be read ({{reason}}): capacity is shown without overcommit, where Nova reports it',
  'grant-placement':
    'Placement lists hosts for the admin role only. Grant it, or allow placement:resource_providers:list, placement:resource_providers:inventories:list and placement:resource_providers:usages in policy.yaml of Placement',
  'quota-unreadable': 'The project quota could not be read: {{reason}}',
  'servers-not-understood_one': '{{count}} server is invalid and left out',
  'servers-not-understood_other': '{{count}} servers are invalid and left out',
  'servers-truncated_one': 'Only the first {{count}} server could be read',
  'servers-truncated_other': 'Only the first {{count}} servers could be read',
  'servers-unreadable': 'Servers could not be read: {{reason}}',
  'services-not-understood_one':
    '{{count}} compute service is invalid and left out',
  'services-not-understood_other':
    '{{count}} compute services are invalid and left out',
  'services-truncated_one':
    'Only the first {{count}} compute service could be read',
  'services-truncated_other':
    'Only the first {{count}} compute services could be read',
  'services-unreadable': 'Compute services could not be read: {{reason}}',

  // Titles of the connection check
  'credential-expires': 'The application credential is valid until {{end}}',
  'password-expires': 'The password is valid until {{end}}',
  'renew-before': 'Renew it before then',
  'title-login': 'Log in to Keystone',
  'title-catalog': 'Find Nova in the catalog',
  'title-catalog-of': 'Find Nova in the catalog ({{cluster}})',
  'title-servers': 'List servers',
  'title-servers-of': 'List servers ({{cluster}})',
  'title-projects': 'List the servers of all projects',
  'title-projects-of': 'List the servers of all projects ({{cluster}})',
  'title-hypervisors': 'List hypervisors',
  'title-hypervisors-of': 'List hypervisors ({{cluster}})',
  'title-placement': 'Read Placement',
  'title-placement-of': 'Read Placement ({{cluster}})',
};
