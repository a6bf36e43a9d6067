import type { Pod } from '../../fleet/schema';
import type { Controller } from './Controller';
import { ENDED, kibibytes, millicores, STARTED } from './meta';
import { podLabels } from './pod';

function template({ pods: [pod] }: Controller) {
  return {
    metadata: { labels: pod.labels },
    spec: {
      containers: [
        {
          name: 'app',
          image: pod.image,
          resources: {
            requests: {
              cpu: millicores(pod.cores),
              memory: kibibytes(pod.memory),
            },
            limits: { memory: kibibytes(pod.memory * 2) },
          },
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
          imagePullPolicy: 'IfNotPresent',
        },
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      securityContext: {},
      schedulerName: 'default-scheduler',
    },
  };
}

function condition(type: string, isTrue: boolean, words: [string, string]) {
  return {
    type,
    status: isTrue ? 'True' : 'False',
    lastUpdateTime: STARTED,
    lastTransitionTime: STARTED,
    reason: words[0],
    message: words[1],
  };
}

/** Pods that are over do not count as replicas. */
const isLive = ({ state }: Pod) => !['Evicted', 'Failed'].includes(state);

function countsOf({ pods }: Controller) {
  const replicas = pods.filter(isLive).length;
  const ready = pods.filter(
    ({ state }) => state === 'Running' || state === 'Terminating',
  ).length;
  return { replicas, ready };
}

function deployment(controller: Controller) {
  const { replicas, ready } = countsOf(controller);
  // A controller replaces failed pods; these replacements are missing.
  const wanted = controller.pods.length;
  const missing = wanted - ready;
  const isAvailable = missing <= Math.floor(wanted * 0.25);
  const [pod] = controller.pods;
  return {
    spec: {
      replicas: wanted,
      selector: {
        matchLabels: { app: pod.labels.app ?? controller.name },
      },
      template: template(controller),
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
      },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: {
      observedGeneration: 1,
      ...(replicas > 0 && { replicas, updatedReplicas: replicas }),
      ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
      ...(missing > 0 && { unavailableReplicas: missing }),
      conditions: [
        isAvailable
          ? condition('Available', true, [
              'MinimumReplicasAvailable',
              'Deployment has minimum availability.',
            ])
          : condition('Available', false, [
              'MinimumReplicasUnavailable',
              'Deployment does not have minimum availability.',
            ]),
        condition('Progressing', true, [
          'NewReplicaSetAvailable',
          `ReplicaSet "${controller.name}" has successfully progressed.`,
        ]),
      ],
    },
  };
}

function replicated(controller: Controller, more: object = {}) {
  const { replicas, ready } = countsOf(controller);
  return {
    spec: {
      replicas: controller.pods.length,
      selector: { matchLabels: podLabels(controller.pods[0]) },
      template: template(controller),
      ...more,
    },
    status: {
      observedGeneration: 1,
      replicas,
      ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
    },
  };
}

function daemonSet(controller: Controller) {
  const { replicas, ready } = countsOf(controller);
  return {
    spec: {
      selector: { matchLabels: controller.pods[0].labels },
      template: template(controller),
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
      },
      revisionHistoryLimit: 10,
    },
    status: {
      currentNumberScheduled: replicas,
      numberMisscheduled: 0,
      desiredNumberScheduled: controller.pods.length,
      numberReady: ready,
      observedGeneration: 1,
      updatedNumberScheduled: replicas,
      numberAvailable: ready,
    },
  };
}

/** What ended a Job, in the words of its controller. */
function jobConditions(succeeded: number, failed: number) {
  if (succeeded > 0) {
    const words: [string, string] = [
      'CompletionsReached',
      'Reached expected number of succeeded pods',
    ];
    return [
      condition('SuccessCriteriaMet', true, words),
      condition('Complete', true, words),
    ];
  }
  if (failed === 0) return undefined;
  const words: [string, string] = [
    'BackoffLimitExceeded',
    'Job has reached the specified backoff limit',
  ];
  return [
    condition('FailureTarget', true, words),
    condition('Failed', true, words),
  ];
}

function job(controller: Controller) {
  const count = (state: Pod['state']) =>
    controller.pods.filter(pod => pod.state === state).length;
  const [succeeded, failed] = [count('Completed'), count('Failed')];
  const active = controller.pods.length - succeeded - failed;
  return {
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      template: template(controller),
    },
    status: {
      startTime: STARTED,
      uncountedTerminatedPods: {},
      ...(active > 0 && { active }),
      ...(succeeded > 0 && { succeeded, completionTime: ENDED }),
      ...(failed > 0 && { failed }),
      ready: count('Running'),
      terminating: 0,
      conditions: active > 0 ? undefined : jobConditions(succeeded, failed),
    },
  };
}

/** `spec` and `status` of a controller, derived from its pods. */
export function controllerBody(controller: Controller): object {
  switch (controller.resource) {
    case 'deployments':
      return deployment(controller);
    case 'statefulsets':
      return replicated(controller, { serviceName: controller.name });
    case 'daemonsets':
      return daemonSet(controller);
    case 'jobs':
      return job(controller);
    case 'cronjobs':
      return {
        spec: {
          schedule: '0 * * * *',
          concurrencyPolicy: 'Forbid',
          suspend: false,
          jobTemplate: { spec: { template: template(controller) } },
        },
        status: { lastScheduleTime: ENDED, lastSuccessfulTime: ENDED },
      };
    default:
      return replicated(controller);
  }
}
