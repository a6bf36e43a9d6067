import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Names of Kubernetes objects; nothing else may get into a command that people copy. */
const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

const rolloutStatus =
  (type: string) =>
  (name: string, target: string): string[] =>
    [`kubectl rollout status ${type}/${name} ${target}`];

/** What else there is for a type. */
const COMMANDS: Record<string, ReturnType<typeof rolloutStatus>> = {
  cronjob: (_, target) => [`kubectl get jobs ${target}`],
  daemonset: rolloutStatus('daemonset'),
  deployment: rolloutStatus('deployment'),
  job: (name, target) => [
    `kubectl logs job/${name} ${target} --all-containers --tail=100`,
  ],
  rollout: (name, target) => [`kubectl argo rollouts status ${name} ${target}`],
  statefulset: rolloutStatus('statefulset'),
};

/** What shows more of a workload. */
export function commandsOf({ name, namespace, type }: Workload): string[] {
  if (!NAME.test(name) || !namespace || !NAME.test(namespace)) return [];
  const target = `-n ${namespace}`;
  const describe = `kubectl describe ${type} ${name} ${target}`;
  return type === 'pod'
    ? [
        describe,
        `kubectl logs ${name} ${target} --all-containers --tail=100`,
        `kubectl get events ${target} --field-selector involvedObject.name=${name}`,
      ]
    : [describe, ...(COMMANDS[type]?.(name, target) ?? [])];
}

/** Values of labels; what else there may be in the name of a component is no use here. */
const VALUE = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Labels a workload with the component that it belongs to. */
export function labelCommands(
  { name, namespace, type }: Workload,
  component: string,
): string[] {
  const isSafe =
    namespace !== undefined && NAME.test(name) && NAME.test(namespace);
  if (!isSafe || !NAME.test(type) || !VALUE.test(component)) return [];
  return [
    `kubectl label ${type} ${name} -n ${namespace} backstage.io/kubernetes-id=${component}`,
  ];
}
