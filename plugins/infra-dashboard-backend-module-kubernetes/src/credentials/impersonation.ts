import type { KubeConfigUser } from './kubeConfigFile';

/** A key may contain any character; those that no header name may have are escaped. */
function escapeKey(key: string): string {
  return Array.from(Buffer.from(key.toLowerCase(), 'utf8'), byte => {
    const character = String.fromCharCode(byte);
    return /[a-z0-9!#$&'*+.^_`|~-]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

/** The headers that make the API server treat requests as those of another user. */
export function impersonationOf(
  user: KubeConfigUser,
): Record<string, readonly string[]> | undefined {
  if (!user.as) return undefined;
  const groups = user['as-groups'] ?? [];
  const uid = user['as-uid'];
  return {
    'impersonate-user': [user.as],
    ...(uid && { 'impersonate-uid': [uid] }),
    ...(groups.length > 0 && { 'impersonate-group': groups }),
    ...Object.fromEntries(
      Object.entries(user['as-user-extra'] ?? {}).map(([key, values]) => [
        `impersonate-extra-${escapeKey(key)}`,
        values,
      ]),
    ),
  };
}
