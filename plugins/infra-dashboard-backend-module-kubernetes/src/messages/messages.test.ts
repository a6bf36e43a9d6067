import { formatMessage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { codes, NODES, PODS, useLab } from '../__testUtils__/useLab';
import { pagesOf } from '../__testUtils__/FakeApiServer';
import { rawNode, rawPod } from '../__testUtils__/objects';
import { kubernetesPlatform } from '../platform';
import { de, dePerResource } from './de';
import { en, enPerResource } from './en';
import { fr, frPerResource } from './fr';

const { signal } = new AbortController();

function placeholdersOf(template: string): string[] {
  return [...new Set(template.match(/\{\{\w+\}\}/g))].sort();
}

describe('messages', () => {
  const lab = useLab();

  it.each([
    ['de', { ...de, ...dePerResource }],
    ['fr', { ...fr, ...frPerResource }],
  ])('have the same parameters in %s as in English', (_, templates) => {
    const english: Record<string, string> = { ...en, ...enPerResource };
    for (const [code, template] of Object.entries(templates)) {
      expect([code, placeholdersOf(template)]).toEqual([
        code,
        placeholdersOf(english[code]),
      ]);
    }
  });

  it('are translated by the codes and parameters of a reading', async () => {
    lab.server.routes[NODES] = pagesOf([rawNode('a', { ready: 'Unknown' })]);
    lab.server.routes[PODS] = pagesOf([
      rawPod('lost', { node: 'a' }),
      { metadata: {} },
    ]);
    const provider = lab.provider({ skipMetrics: true });
    const [cluster] = await provider.getAllClusters({ signal });
    const { items } = await provider.getWorkloads('lab', { signal });
    const translate = (language: string, code = '', params = {}) =>
      formatMessage(
        kubernetesPlatform.messages![language],
        code,
        params,
        language,
      );
    expect(items[0]).toMatchObject({
      statusReason: 'Its node a does not respond',
      reasonCode: 'pod-node-silent',
      reasonParams: { node: 'a' },
    });
    expect(translate('de', cluster.reasonCode, cluster.reasonParams)).toBe(
      '1 von 1 Nodes gestört: a (The kubelet of the node does not respond)',
    );
    expect(codes(cluster.limitations)).toEqual([
      'pods-not-understood',
      'metrics-skipped',
    ]);
    for (const { code, message, params } of cluster.limitations!) {
      for (const language of ['de', 'fr']) {
        const translated = translate(language, code, params);
        expect(translated).not.toContain('{{');
        expect(translated).not.toBe(message);
      }
    }
  });

  it('translate the failure of a whole cluster', async () => {
    lab.server.tokens = [];
    const failure = await lab
      .provider()
      .getAllClusters({ signal })
      .catch(error => error);
    const { message, messageCode, hintCode } = failure.toProviderError();
    expect(message).toBe('Kubernetes does not accept the credentials');
    expect([messageCode, hintCode]).toEqual([
      'credentials-refused',
      'renew-credentials',
    ]);
  });
});
