import { infraDashboardTranslationRef } from '../translation';
import german from './de';
import french from './fr';

type Messages = Record<string, string | null | undefined>;

/** The English messages of the ref, which have no public accessor. */
const english = (
  infraDashboardTranslationRef as unknown as {
    getDefaultMessages(): Record<string, string>;
  }
).getDefaultMessages();

const placeholders = (text: string | null | undefined) =>
  (text?.match(/\{\{[^{}]*\}\}/g) ?? []).sort();

/** Everything around the placeholders that a reader of the language would read. */
const words = (text: string) => text.replace(/\{\{[^{}]*\}\}|[^\p{L}]/gu, '');

const WORDS_OF_THE_PLATFORMS = [
  'term.cluster',
  'term.namespace',
  'term.pool',
  'workloads.namespace',
  'workloads.column.tags',
  'workloads.column.images',
  'node.labels',
];
const EXAMPLES = ['workloads.ownerHint', 'workloads.entityHint'];
const SAME_WORD_IN_BOTH = [
  'resource.cpu',
  'workload.cpu',
  'history.metric.cpu',
  'cluster.version',
  'changes.kinds.version',
  'changes.kinds.images',
  'workload.cluster',
  'workloads.cluster',
  'search.cluster',
  'settings.seconds',
  'impact.as',
  'conditionStatus.true',
  'conditionStatus.false',
  'conditionStatus.unknown',
  'part.sidecar',
  'part.volume',
  'storages.column.cluster',
  'find.cluster',
];
const SAME_WORD = {
  de: [
    'settings.providerName',
    'cluster.facts',
    'node.facts',
    'overview.health',
    'term.hypervisor',
    'term.region',
    'nodeState.online',
    'nodeState.offline',
    'summary.workloads',
    'cluster.workloads',
    'workloads.title',
    'impact.workloads',
    'changes.kinds.status',
    'node.status',
    'workload.status',
    'workload.name',
    'part.snapshot',
    'detail.links',
    'storages.column.name',
    'storages.column.status',
  ],
  fr: [
    'changes.version',
    'changes.images',
    'impact.title',
    'title',
    'summary.clusters',
    'overview.caption',
    'overview.clusters',
    'overview.clusterCount_one',
    'overview.clusterCount_other',
    'node.conditions',
    'workload.type',
    'detail.message',
    'detail.source',
    'workloads.viewMachines',
    'storages.local',
    'storages.column.type',
    'find.suggestions',
  ],
};

describe.each([
  ['de', german.messages as Messages],
  ['fr', french.messages as Messages],
] as const)('messages in %s', (language, messages) => {
  it('has every message, and no unused ones', () => {
    expect(Object.keys(english).length).toBeGreaterThan(300);
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
  });

  it('leaves no message empty', () => {
    expect(Object.keys(messages).filter(key => !messages[key]?.trim())).toEqual(
      [],
    );
  });

  it('fills in the same values as the English text', () => {
    const ofAll = (all: Messages) =>
      Object.fromEntries(
        Object.keys(english).map(key => [key, placeholders(all[key])]),
      );
    expect(ofAll(messages)).toEqual(ofAll(english));
  });

  it('differs from English but for names and words that are the same', () => {
    const same = Object.keys(english).filter(
      key => messages[key] === english[key] && words(english[key]) !== '',
    );
    const allowed = [
      ...WORDS_OF_THE_PLATFORMS,
      ...EXAMPLES,
      ...SAME_WORD_IN_BOTH,
      ...SAME_WORD[language],
    ];
    expect(same.sort()).toEqual([...new Set(allowed)].sort());
  });
});
