import { suffix } from '../../fleet/derive';
import type { Pod } from '../../fleet/schema';
import { kibibytes, millicores } from './meta';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

function container(
  name: string,
  pod: Pod,
  options: { memory: number; isLimited: boolean },
) {
  const volume = `kube-api-access-${suffix(5, pod.namespace, pod.name)}`;
  return {
    name,
    image: pod.image,
    resources: {
      requests: {
        cpu: millicores(pod.cores),
        memory: kibibytes(options.memory),
      },
      ...(options.isLimited && {
        limits: { memory: kibibytes(options.memory * 2) },
      }),
    },
    volumeMounts: [
      { name: volume, readOnly: true, mountPath: SERVICE_ACCOUNT },
    ],
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
  };
}

const tolerate = (what: string) => ({
  key: `node.kubernetes.io/${what}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
});

/** `spec` of a pod, with the small things that make a real one as large as it is. */
export function podSpec(pod: Pod) {
  const volume = `kube-api-access-${suffix(5, pod.namespace, pod.name)}`;
  return {
    volumes: [
      {
        name: volume,
        projected: {
          sources: [
            { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
            {
              configMap: {
                name: 'kube-root-ca.crt',
                items: [{ key: 'ca.crt', path: 'ca.crt' }],
              },
            },
            {
              downwardAPI: {
                items: [
                  {
                    path: 'namespace',
                    fieldRef: {
                      apiVersion: 'v1',
                      fieldPath: 'metadata.namespace',
                    },
                  },
                ],
              },
            },
          ],
          defaultMode: 420,
        },
      },
    ],
    ...(pod.sidecar && {
      initContainers: [
        {
          ...container(
            'proxy',
            { ...pod, cores: 0.1 },
            { memory: 64 * 1024 ** 2, isLimited: false },
          ),
          restartPolicy: 'Always',
        },
      ],
    }),
    containers: [
      container('app', pod, { memory: pod.memory, isLimited: true }),
    ],
    restartPolicy: pod.owner?.kind === 'Job' ? 'Never' : 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: 'default',
    serviceAccount: 'default',
    ...(pod.node !== undefined && { nodeName: pod.node }),
    securityContext: {},
    schedulerName: 'default-scheduler',
    tolerations: [tolerate('not-ready'), tolerate('unreachable')],
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  };
}
