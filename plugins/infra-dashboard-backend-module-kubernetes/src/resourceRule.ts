/** Something that is read, as RBAC names it. */
export interface ResourceRule {
  /** Part of the codes of limitations and checks. */
  id: string;
  /** In words for people, after "list": `pods`. */
  title: string;
  verb: 'list' | 'get' | 'watch';
  group: string;
  resource: string;
  /** Only this object. */
  name?: string;
  /** Whether it can be granted for one namespace. */
  namespaced: boolean;
  /**
   * Whether its absence is a failed check and makes a reading incomplete. Roles that were
   * made for an earlier version do not grant resources that were added later.
   */
  essential?: boolean;
  /** Whether the API server may not have it: it is looked for in the list of API groups. */
  discovered?: boolean;
  /** Which objects are read. Default: all */
  labelSelector?: string;
}

/** The permission to watch what a rule lists. */
export function toWatchRule(rule: ResourceRule): ResourceRule {
  return { ...rule, verb: 'watch' };
}

/** What a rule permits: `list pods (namespace shop)`. */
export function actionOf(rule: ResourceRule, namespace?: string): string {
  return `${rule.verb} ${titleOf(rule, namespace)}`;
}

/** What is listed, with the namespace where only one is read. */
export function titleOf(rule: ResourceRule, namespace?: string): string {
  return rule.namespaced && namespace
    ? `${rule.title} (namespace ${namespace})`
    : rule.title;
}

const VERSIONS: Record<string, string> = {
  '': '/api/v1',
  apps: '/apis/apps/v1',
  'apps.openshift.io': '/apis/apps.openshift.io/v1',
  'argoproj.io': '/apis/argoproj.io/v1alpha1',
  batch: '/apis/batch/v1',
  'metrics.k8s.io': '/apis/metrics.k8s.io/v1beta1',
};

/** Path of a resource's list, within the namespace where it has one. */
export function pathOf(rule: ResourceRule, namespace?: string): string {
  const scope =
    rule.namespaced && namespace
      ? `/namespaces/${encodeURIComponent(namespace)}`
      : '';
  const name = rule.name ? `/${encodeURIComponent(rule.name)}` : '';
  return `${VERSIONS[rule.group]}${scope}/${rule.resource}${name}`;
}

/** Selects the objects that are read; undefined for all. */
export function queryOf({
  labelSelector,
}: ResourceRule): Record<string, string> | undefined {
  return labelSelector === undefined ? undefined : { labelSelector };
}
