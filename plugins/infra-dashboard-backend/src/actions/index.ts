import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { infraActionsUsePermission } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { auditActions } from './auditActions';
import { createExplainUnhealthyAction } from './createExplainUnhealthyAction';
import { createExplainWorkloadAction } from './createExplainWorkloadAction';
import { createFindCapacityAction } from './createFindCapacityAction';
import { createFindWorkloadsAction } from './createFindWorkloadsAction';
import { createGetNodeAction } from './createGetNodeAction';
import { createGetNodeImpactAction } from './createGetNodeImpactAction';
import { createListChangesAction } from './createListChangesAction';
import { createListClustersAction } from './createListClustersAction';
import { createListProblemsAction } from './createListProblemsAction';
import { createListUnownedAction } from './createListUnownedAction';
import type { ActionDependencies } from './types';

/** Makes the plugin's actions known to the actions registry, for MCP and others. */
export function registerActions(
  dependencies: ActionDependencies & {
    actionsRegistry: ActionsRegistryService;
    auditor: AuditorService;
  },
): void {
  const { actionsRegistry, auditor } = dependencies;
  const audited = auditActions(actionsRegistry, auditor);
  const options: ActionDependencies = {
    ...dependencies,
    actionsRegistry: {
      register: action =>
        audited.register({
          ...action,
          visibilityPermission: infraActionsUsePermission,
        }),
    },
  };
  createListClustersAction(options);
  createFindWorkloadsAction(options);
  createGetNodeAction(options);
  createGetNodeImpactAction(options);
  createExplainUnhealthyAction(options);
  createListProblemsAction(options);
  createListChangesAction(options);
  createExplainWorkloadAction(options);
  createFindCapacityAction(options);
  createListUnownedAction(options);
}
