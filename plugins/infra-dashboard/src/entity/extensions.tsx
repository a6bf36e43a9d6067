import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiServerLine } from '@remixicon/react';
import { ENTITY_CONTENT_PATH } from './paths';
import {
  CLUSTER_FILTER,
  CLUSTER_OR_NODE_FILTER,
  NODE_FILTER,
  WORKLOADS_FILTER,
} from './filters';

const tab = {
  path: `/${ENTITY_CONTENT_PATH}`,
  title: 'Infrastructure',
  group: 'operation',
  icon: <RiServerLine />,
} as const;

const clusterContent = EntityContentBlueprint.make({
  name: 'cluster',
  params: {
    ...tab,
    filter: CLUSTER_FILTER,
    loader: async () => {
      const { ClusterEntityContent } = await import('./ClusterEntityContent');
      return <ClusterEntityContent />;
    },
  },
});

const nodeContent = EntityContentBlueprint.make({
  name: 'node',
  params: {
    ...tab,
    filter: NODE_FILTER,
    loader: async () => {
      const { NodeEntityContent } = await import('./NodeEntityContent');
      return <NodeEntityContent />;
    },
  },
});

const workloadsContent = EntityContentBlueprint.make({
  name: 'workloads',
  params: {
    ...tab,
    filter: WORKLOADS_FILTER,
    loader: async () => {
      const { WorkloadsEntityContent } = await import(
        './WorkloadsEntityContent'
      );
      return <WorkloadsEntityContent />;
    },
  },
});

const usageCard = EntityCardBlueprint.make({
  name: 'usage',
  params: {
    type: 'info',
    filter: CLUSTER_OR_NODE_FILTER,
    loader: async () => {
      const { UsageEntityCard } = await import('./UsageEntityCard');
      return <UsageEntityCard />;
    },
  },
});

const workloadsCard = EntityCardBlueprint.make({
  name: 'workloads',
  params: {
    type: 'info',
    filter: WORKLOADS_FILTER,
    loader: async () => {
      const { WorkloadsEntityCard } = await import('./WorkloadsEntityCard');
      return <WorkloadsEntityCard />;
    },
  },
});

/** Tabs and cards of entity pages, each only where it applies. */
export const entityExtensions = [
  clusterContent,
  nodeContent,
  workloadsContent,
  usageCard,
  workloadsCard,
];
