import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { infraWorkloadConditions } from './workloadRules';
import { SearchNotice } from './SearchNotice';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const CONDITIONAL: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'infra-dashboard',
  resourceType: 'infra-workload',
  conditions: infraWorkloadConditions.hasTag({ tags: ['a'] }),
};

function start(visibility?: string) {
  const logger = mockServices.logger.mock();
  const data = {
    search: { collators: { infraDashboard: visibility ? { visibility } : {} } },
  };
  const notice = new SearchNotice({
    config: mockServices.rootConfig({ data }),
    logger,
  });
  return {
    index: (subject = 'plugin:search') =>
      notice.note(mockCredentials.service(subject), {
        clusters: ALLOW,
        workloads: ALLOW,
      }),
    decide: (clusters: PolicyDecision, workloads: PolicyDecision) => {
      notice.note(mockCredentials.user(), { clusters, workloads });
      return logger.warn.mock.calls.length;
    },
    logger,
  };
}

describe('the notice about the search', () => {
  it('comes once where the search ignores what the policy has on workloads', () => {
    const { decide, index, logger } = start();
    index('plugin:catalog');
    expect(decide(ALLOW, CONDITIONAL)).toBe(0);
    index();
    expect(decide(CONDITIONAL, ALLOW)).toBe(0);
    expect(decide(ALLOW, CONDITIONAL)).toBe(1);
    expect(decide(ALLOW, DENY)).toBe(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining(
        'unless search.collators.infraDashboard.visibility is workload',
      ),
    );
  });

  it('comes where the search ignores what the policy has on clusters', () => {
    const { decide, index, logger } = start('workload');
    index();
    expect(decide(ALLOW, CONDITIONAL)).toBe(0);
    expect(decide(CONDITIONAL, CONDITIONAL)).toBe(0);
    expect(decide(CONDITIONAL, ALLOW)).toBe(1);
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('unless'));
  });
});
