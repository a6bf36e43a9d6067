import type { ProxmoxClient } from '../client';
import type { MemberClient } from '../client/MemberClient';
import { toFailure } from '../failures';
import {
  formatIdentity,
  isSameCluster,
  OtherClusterFailure,
} from '../identity';
import { readIdentity } from '../read/readIdentity';
import { describeStep, explain, type Check } from './checkMember';

/**
 * Whether the members belong to one cluster, and to the one that was read before.
 *
 * @returns `others`: the members of another cluster
 */
export async function checkCluster(
  members: MemberClient[],
  options: {
    client: ProxmoxClient;
    identity: readonly string[];
    signal: AbortSignal;
  },
): Promise<{ checks: Check[]; others: MemberClient[] }> {
  const { client, identity, signal } = options;
  const checks: Check[] = [];
  const others: MemberClient[] = [];
  if (client.members.length === 1 && identity.length === 0) {
    return { checks, others };
  }
  let known = identity;
  for (const member of members) {
    const check = describeStep('cluster', 'same-cluster', member);
    try {
      const seen = await readIdentity(member, signal);
      const isSameAddress = member === client.current;
      if (isSameCluster(known, seen, { isSameAddress })) {
        if (known.length === 0) known = formatIdentity(seen);
        checks.push({ ...check, status: 'passed' });
      } else {
        others.push(member);
        const failure = new OtherClusterFailure(member);
        checks.push({ ...check, status: 'failed', ...explain(failure) });
      }
    } catch (error) {
      const failure = toFailure(error);
      checks.push({ ...check, status: 'warning', ...explain(failure) });
    }
  }
  return { checks, others };
}
