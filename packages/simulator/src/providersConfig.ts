import type { SimulatedCluster } from './SimulatedCluster';

/** The entry of `infraDashboard.providers` that reads a cluster. */
export function toProviderConfig(
  cluster: SimulatedCluster,
): Record<string, string> {
  const { name, type, url, credentials, fingerprint } = cluster;
  if (type === 'proxmox') {
    const { tokenId, tokenSecret } = credentials;
    return {
      name,
      type,
      url,
      tokenId,
      tokenSecret,
      ...(fingerprint && { fingerprint }),
    };
  }
  if (type === 'kubernetes') {
    return { name, type, url, serviceAccountToken: credentials.token };
  }
  const { projectName, projectDomainName, userDomainName, region } =
    credentials;
  return {
    name,
    type,
    authUrl: url,
    ...(region && { region }),
    projectName,
    projectDomainName,
    userDomainName,
    username: credentials.username,
    password: credentials.password,
  };
}
