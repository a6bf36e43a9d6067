import {
  coreMessage,
  toReason,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { entitiesBehind, ownersBehind } from './behind';
import { ofCluster } from './ofCluster';
import { judgeSupport } from './judgeSupport';
import type { ClusterFacts, FoundProblem } from './types';

function ofCredentials(facts: ClusterFacts): FoundProblem[] {
  const found = facts.limitations?.find(
    ({ concerns }) => concerns === 'credentials',
  );
  if (!found) return [];
  const { code, message, params, remedy, remedyCode, remedyParams } = found;
  return [
    {
      ...ofCluster(facts, 'credentials'),
      ...{ kind: 'credentials-expire', severity: 'warning' },
      ...{ statusReason: message, reasonCode: code, reasonParams: params },
      ...(remedy && {
        ...{ hint: remedy, hintCode: remedyCode, params: remedyParams },
      }),
    },
  ];
}

function ofBackups(facts: ClusterFacts): FoundProblem[] {
  const { unprotected = [] } = facts;
  if (unprotected.length === 0) return [];
  const count = unprotected.length;
  const common = ofCluster(facts, 'backups');
  return [
    {
      ...common,
      ...{ kind: 'backup-missing', severity: 'warning', count },
      ...toReason(coreMessage('backup-missing', { count })),
      ...{ affected: unprotected, affectedTotal: count },
      ownerRefs: [
        ...new Set([...common.ownerRefs, ...ownersBehind(unprotected)]),
      ],
      entityRefs: entitiesBehind(unprotected),
    },
  ];
}

function ofVersion(facts: ClusterFacts): FoundProblem[] {
  const { now, support, version } = facts;
  const found = support && version && judgeSupport(version, support, now ?? 0);
  if (!found) return [];
  const hint = coreMessage('upgrade-version');
  return [
    {
      ...ofCluster(facts, 'version'),
      ...{ kind: 'version-unsupported', severity: 'warning' },
      status: version,
      ...toReason(found),
      ...{ hint: hint.message, hintCode: hint.code },
    },
  ];
}

/** What works, and will be missed later: backups, credentials that end, versions without corrections. */
export function findUpkeepProblems(facts: ClusterFacts): FoundProblem[] {
  return [...ofCredentials(facts), ...ofBackups(facts), ...ofVersion(facts)];
}
