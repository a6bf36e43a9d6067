import type { PlatformPromql } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** The domain of an instance; libvirt's other metrics do not have the id of the instance. */
const INFO =
  'max by (domain) (libvirt_domain_openstack_info{instance_id="{{id}}",{{clusterMatcher}}})';

const ofDomain = (value: string) => `sum(max by (domain) (${value}) * ${INFO})`;

/**
 * Queries for prometheus-libvirt-exporter. The exporter of the OpenStack API has no metrics of
 * what is in use.
 */
export const promql: PlatformPromql = {
  workload: {
    instance: {
      cpu: ofDomain(
        'rate(libvirt_domain_info_cpu_time_seconds_total{{{clusterMatcher}}}[{{window}}])',
      ),
      memory: ofDomain(
        'avg_over_time(libvirt_domain_memory_stats_rss_bytes{{{clusterMatcher}}}[{{window}}])',
      ),
      memoryTotal: ofDomain(
        'avg_over_time(libvirt_domain_info_maximum_memory_bytes{{{clusterMatcher}}}[{{window}}])',
      ),
    },
  },
};
