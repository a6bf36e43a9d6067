import {
  ProviderFailure,
  toCheckTexts,
  toCheckTitle,
  toFailureTexts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import { reviewAccess } from '../read/reviewAccess';
import { grantManifest } from '../remedies';
import { actionOf, pathOf, type ResourceRule } from '../resourceRule';
import { listSchema } from '../schemas';
import type { Check, CheckContext } from './types';

/** Whether there is nothing to show without it. */
function isEssential(rule: ResourceRule): boolean {
  return rule.essential === true && rule.verb !== 'watch';
}

export function describeRule(
  rule: ResourceRule,
  namespace?: string,
): Pick<Check, 'id' | 'title' | 'titleCode' | 'titleParams'> {
  const action = actionOf(rule, namespace);
  return {
    id: rule.verb === 'watch' ? `${rule.id}-watch` : rule.id,
    ...toCheckTitle(message('check-permission', { action })),
  };
}

/** Where permissions cannot be reviewed, a request for one row shows what is denied. */
async function tryList(
  rule: ResourceRule,
  check: Check,
  { client, grantee, signal }: CheckContext,
): Promise<Check> {
  if (!isEssential(rule)) return check;
  const path = `${pathOf(rule, grantee.namespace)}?limit=1`;
  try {
    const list = await client.get(path, actionOf(rule), signal);
    const isList = listSchema.safeParse(list).success;
    return { ...check, status: isList ? 'warning' : 'failed' };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    return { ...check, status: 'failed', ...toFailureTexts(error) };
  }
}

/** A denied permission carries the manifest that grants all of them. */
export async function checkPermission(
  rule: ResourceRule,
  context: CheckContext,
): Promise<Check> {
  const { client, grantee, signal } = context;
  const { namespace } = grantee;
  const check = describeRule(rule, namespace);
  const warn = (texts: Partial<Check>) =>
    tryList(rule, { ...check, status: 'warning', ...texts }, context);
  try {
    const isAllowed = await reviewAccess(client, rule, { namespace, signal });
    if (isAllowed === undefined) {
      return warn(toCheckTexts(message('unexpected-review')));
    }
    if (isAllowed) return { ...check, status: 'passed' };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    return warn(toFailureTexts(error));
  }
  return {
    ...check,
    status: isEssential(rule) ? 'failed' : 'warning',
    ...toCheckTexts(message('denied'), grantManifest(grantee)),
  };
}
