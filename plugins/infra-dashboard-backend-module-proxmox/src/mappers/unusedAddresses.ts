import {
  hintOf,
  messageOf,
  toLimitation,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { message } from '../messages';
import type { ClusterParts, UnusedAddress } from './ClusterParts';

function mapUnusedAddress({ number, total, failure }: UnusedAddress) {
  const remedy = hintOf(failure);
  const params = { number, total, reason: messageOf(failure) };
  switch (failure.code) {
    case 'MISCONFIGURED':
      return toLimitation(
        message('address-of-another-cluster', { number, total }),
        remedy,
      );
    case 'TLS':
      return toLimitation(message('address-not-trusted', params), remedy);
    default:
      return toLimitation(
        message('address-refuses-credentials', params),
        remedy,
      );
  }
}

/** Configured addresses that are not used while others work. */
export function findUnusedAddresses(parts: ClusterParts): Limitation[] {
  return parts.unusedAddresses.map(mapUnusedAddress);
}
