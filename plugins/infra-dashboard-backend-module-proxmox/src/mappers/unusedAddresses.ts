import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { hintOf, message, toLimitation } from '../messages';
import type { ClusterParts, UnusedAddress } from './ClusterParts';

function toMessage({ number, total, failure }: UnusedAddress) {
  const params = { number, total, reason: failure.message };
  switch (failure.code) {
    case 'MISCONFIGURED':
      return message('address-of-another-cluster', { number, total });
    case 'TLS':
      return message('address-not-trusted', params);
    default:
      return message('address-refuses-credentials', params);
  }
}

/** Configured addresses that are not used while others work. */
export function findUnusedAddresses(parts: ClusterParts): Limitation[] {
  return parts.unusedAddresses.map(address =>
    toLimitation(toMessage(address), hintOf(address.failure)),
  );
}
