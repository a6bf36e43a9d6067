/** Fields of the form for a platform, by the key of the configuration. */
export interface EntryField {
  key: string;
  required?: boolean;
  /** Never typed in: it becomes an environment variable of the backend. */
  secret?: boolean;
  example?: string;
}

/** What one needs to begin with; everything else stands in the documentation. */
export const ENTRY_FIELDS: Record<string, EntryField[]> = {
  proxmox: [
    { key: 'url', required: true, example: 'https://pve1.example:8006' },
    { key: 'tokenId', required: true, example: 'backstage@pve!portal' },
    { key: 'tokenSecret', secret: true },
    { key: 'fingerprint', example: 'AB:CD:…' },
  ],
  kubernetes: [
    { key: 'url', required: true, example: 'https://k8s.example:6443' },
    { key: 'serviceAccountToken', secret: true },
    { key: 'caFile', example: '/etc/ssl/cluster-ca.pem' },
    { key: 'namespace', example: 'payments' },
  ],
  openstack: [
    { key: 'authUrl', required: true, example: 'https://keystone.example/v3' },
    { key: 'region', example: 'eu-1' },
    { key: 'applicationCredentialId', required: true },
    { key: 'applicationCredentialSecret', secret: true },
  ],
};

/** The entry that the form stands for; the backend puts variables for the secrets. */
export function toEntry(options: {
  type: string;
  values: Record<string, string>;
}): Record<string, string> {
  const { type, values } = options;
  const entry: Record<string, string> = { name: values.name ?? '', type };
  for (const { key, secret } of ENTRY_FIELDS[type] ?? []) {
    const value = values[key]?.trim();
    if (secret) entry[key] = 'variable';
    else if (value) entry[key] = value;
  }
  return entry;
}
