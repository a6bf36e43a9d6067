import type { PlatformSupport } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** End of life of the release series of Kubernetes; distributions may support them for longer. */
export const support: PlatformSupport = {
  source: 'https://kubernetes.io/releases/',
  readAt: '2026-11-27',
  ends: {
    '1.33': '2026-06-28',
    '1.34': '2026-10-27',
    '1.35': '2027-02-28',
    '1.36': '2027-06-28',
  },
};
