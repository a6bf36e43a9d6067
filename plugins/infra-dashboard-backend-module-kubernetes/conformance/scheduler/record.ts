function pick(object: any, keys: string[]): object {
  return Object.fromEntries(
    keys
      .filter(key => object?.[key] !== undefined)
      .map(key => [key, object[key]]),
  );
}

const containersOf = (list: any[] | undefined) =>
  list?.map(({ name, resources }) => ({
    name,
    resources: pick(resources, ['requests']),
  }));

/** The fields of a node that matter here. */
export function trimNode({ metadata: { name }, spec, status }: any): object {
  const { allocatable, conditions } = status;
  return {
    metadata: { name, uid: name },
    spec: pick(spec, ['taints', 'unschedulable']),
    status: {
      ...(allocatable && { allocatable }),
      conditions: conditions.map((one: any) => pick(one, ['type', 'status'])),
    },
  };
}

/** The fields of a pod that matter here. */
export function trimPod({ metadata, spec, status }: any): object {
  const { initContainers } = spec;
  return {
    metadata: {
      ...{ name: metadata.name, namespace: 'case', uid: metadata.name },
      ...pick(metadata, ['deletionTimestamp']),
    },
    spec: {
      ...pick(spec, ['nodeName', 'overhead']),
      containers: containersOf(spec.containers),
      ...(initContainers && { initContainers: containersOf(initContainers) }),
    },
    status: pick(status, ['phase']),
  };
}
