/** Raw objects as an API server sends them, with as little as they can have. */

export function rawNode(
  name: string,
  options: { ready?: string; cpu?: string; memory?: string } = {},
) {
  const { ready = 'True', cpu = '4', memory = '8Gi' } = options;
  return {
    metadata: { name, uid: `node-${name}` },
    status: {
      allocatable: { cpu, memory },
      conditions: [{ type: 'Ready', status: ready }],
    },
  };
}

export function rawPod(
  name: string,
  options: {
    node?: string;
    namespace?: string;
    phase?: string;
    cpu?: string;
    memory?: string;
    metadata?: object;
  } = {},
) {
  const { node, namespace = 'shop', phase = 'Running', cpu, memory } = options;
  return {
    metadata: {
      name,
      namespace,
      uid: `pod-${namespace}-${name}`,
      managedFields: [{ manager: 'kubelet' }],
      ...options.metadata,
    },
    spec: {
      nodeName: node,
      containers: [{ name: 'app', resources: { requests: { cpu, memory } } }],
    },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'app', ready: true, state: { running: {} } }],
    },
  };
}

export function rawDeployment(name: string, namespace = 'shop') {
  return {
    metadata: { name, namespace, uid: `deployment-${name}`, generation: 1 },
    spec: { replicas: 1 },
    status: {
      observedGeneration: 1,
      replicas: 1,
      updatedReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
    },
  };
}
