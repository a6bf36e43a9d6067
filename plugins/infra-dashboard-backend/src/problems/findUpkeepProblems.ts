import {
  coreMessage,
  toReason,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { entitiesBehind, ownersBehind } from './behind';
import { problemId } from './problemId';
import { judgeSupport } from './judgeSupport';
import type { ClusterFacts, FoundProblem } from './types';

/** The code that platforms use where their credentials end soon. */
const EXPIRY = 'credentials-expire';

function common({ cluster, owner }: ClusterFacts, part: string) {
  return {
    id: problemId(cluster.name, part),
    ...{ severity: 'warning' as const, count: 1 },
    ...{ affected: [], affectedTotal: 0, entityRefs: [] },
    ownerRefs: owner ? [owner] : [],
  };
}

function ofCredentials(facts: ClusterFacts): FoundProblem[] {
  const found = facts.limitations?.find(({ code }) => code === EXPIRY);
  if (!found) return [];
  const { code, message, params, remedy, remedyCode } = found;
  return [
    {
      ...common(facts, 'credentials'),
      kind: 'credentials-expire',
      ...{ statusReason: message, reasonCode: code, reasonParams: params },
      ...(remedy && { hint: remedy, hintCode: remedyCode, params }),
    },
  ];
}

function ofBackups(facts: ClusterFacts): FoundProblem[] {
  const { owner, unprotected = [] } = facts;
  if (unprotected.length === 0) return [];
  const count = unprotected.length;
  return [
    {
      ...common(facts, 'backups'),
      ...{ kind: 'backup-missing', count },
      ...toReason(coreMessage('backup-missing', { count })),
      ...{ affected: unprotected, affectedTotal: count },
      ownerRefs: [
        ...new Set([...(owner ? [owner] : []), ...ownersBehind(unprotected)]),
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
      ...common(facts, 'version'),
      ...{ kind: 'version-unsupported', status: version },
      ...toReason(found),
      ...{ hint: hint.message, hintCode: hint.code },
    },
  ];
}

/** What works, and will be missed later: backups, credentials that end, versions without corrections. */
export function findUpkeepProblems(facts: ClusterFacts): FoundProblem[] {
  return [...ofCredentials(facts), ...ofBackups(facts), ...ofVersion(facts)];
}
