import { createExplainUnhealthyAction } from './createExplainUnhealthyAction';
import { createFindWorkloadsAction } from './createFindWorkloadsAction';
import { createGetNodeAction } from './createGetNodeAction';
import { createGetNodeImpactAction } from './createGetNodeImpactAction';
import { createListClustersAction } from './createListClustersAction';
import { createListProblemsAction } from './createListProblemsAction';
import type { ActionDependencies } from './types';

/** Makes the plugin's actions known to the actions registry, for MCP and others. */
export function registerActions(options: ActionDependencies): void {
  createListClustersAction(options);
  createFindWorkloadsAction(options);
  createGetNodeAction(options);
  createGetNodeImpactAction(options);
  createExplainUnhealthyAction(options);
  createListProblemsAction(options);
}
