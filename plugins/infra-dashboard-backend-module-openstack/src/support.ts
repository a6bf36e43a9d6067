import type { PlatformSupport } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * End of support of the releases of OpenStack, by the largest microversion of their Nova: see
 * `nova/api/openstack/compute/rest_api_version_history.rst`. Where two releases have the same one, it
 * is the end of the later release. Distributions may support them for longer.
 */
export const support: PlatformSupport = {
  source: 'https://releases.openstack.org/',
  readAt: '2026-11-27',
  ends: {
    // 2024.1 and 2024.2
    '2.96': '2026-04-29',
    // 2025.1, which is unmaintained since 2 October 2026, and 2025.2
    '2.100': '2027-04-28',
    // 2026.1
    '2.103': '2027-10-27',
  },
};
