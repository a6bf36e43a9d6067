import { mockServices } from '@backstage/backend-test-utils';
import { formatMessage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  ProviderFailure,
  strictObject,
  type Platform,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toProviderError } from '../collector/toProviderError';
import { DEFAULT_TIMINGS, readProviderEntries } from '../config';
import { createFakeFactory } from '../testing/FakeProvider';
import { PlatformRegistry } from './PlatformRegistry';

describe('PlatformRegistry', () => {
  const { factory } = createFakeFactory();

  function messagesOf(messages: typeof factory.messages) {
    const registry = new PlatformRegistry();
    registry.addPlatform({ ...factory, messages });
    return registry.descriptors[0].messages!;
  }

  it('serves translations of shared sentences with those of the platform', () => {
    const messages = messagesOf({
      de: { 'job-dead': 'Der Job ist tot', 'check-server': 'Nomad prüfen' },
      es: { 'job-dead': 'El trabajo ha terminado' },
    });
    expect(Object.keys(messages).sort()).toEqual(['de', 'es', 'fr']);
    expect(messages.de['job-dead']).toBe('Der Job ist tot');
    expect(messages.de['check-server']).toBe('Nomad prüfen');
    expect(messages.fr['check-server']).toContain('Vérifier');
  });

  it('can translate the message and the hint of every failure', () => {
    const { de } = messagesOf(undefined);
    const error = toProviderError(
      new ProviderFailure(
        'FORBIDDEN',
        coreMessage('list-too-long', { label: 'Nomad', max: 5 }),
      ),
    );
    const { hintCode = '', messageCode = '', params } = error;
    expect(formatMessage(de, messageCode, params, 'de')).toBe(
      'Nomad listet mehr als 5 Einträge auf einmal auf',
    );
    expect(formatMessage(de, hintCode, params, 'de')).toBe(
      'Den konfigurierten Zugangsdaten das Leserecht geben',
    );
  });

  it('has codes for what is wrong with an entry', () => {
    const issuesOf = (type: string, ...platforms: Array<Platform<any>>) => {
      const registry = new PlatformRegistry();
      platforms.forEach(one => registry.addPlatform(one));
      const entries = [{ name: 'a', type, timeuot: '1s' }];
      const [entry] = readProviderEntries(
        [{ key: 'providers', source: 'app-config', entries }],
        DEFAULT_TIMINGS,
      );
      return registry.issuesOf(entry);
    };
    expect(issuesOf('vsphere', factory)).toMatchObject([
      {
        key: 'providers[0].type',
        message: "'vsphere' is not a known platform; known are nomad",
        messageCode: 'unknown-platform',
      },
    ]);
    expect(issuesOf('nomad')).toMatchObject([
      {
        key: 'providers[0].type',
        message:
          "'nomad' is not a known platform: no platform module is installed",
        messageCode: 'no-platform',
      },
    ]);
    const strict = { ...factory, configSchema: strictObject({}) };
    expect(issuesOf('nomad', strict)).toEqual([
      {
        key: 'providers[0].timeuot',
        message: "unknown key 'timeuot'; did you mean 'timeout'?",
        messageCode: 'unknown-key-nearest',
        params: { name: 'timeuot', nearest: 'timeout' },
      },
    ]);
  });

  it('logs that a type is added twice, and keeps the first platform', () => {
    const registry = new PlatformRegistry();
    registry.addPlatform(factory);
    registry.addPlatform({ ...factory, title: 'Another' });
    const logger = mockServices.logger.mock();
    registry.logIgnored(logger);
    expect(logger.warn.mock.calls).toEqual([
      ["The platform 'nomad' is added twice; the second one is ignored"],
    ]);
    expect(registry.descriptors.map(({ title }) => title)).toEqual([
      factory.title,
    ]);
  });

  it('publishes neither schemas nor what connects entities', () => {
    const registry = new PlatformRegistry();
    registry.addPlatform({ ...factory, ownership: { idKeys: ['job'] } });
    expect(Object.keys(registry.descriptors[0])).not.toEqual(
      expect.arrayContaining(['configSchema', 'create', 'ownership']),
    );
    expect(registry.descriptors[0]).not.toHaveProperty('ownership');
    expect(registry.ownership.get('nomad')).toEqual({ idKeys: ['job'] });
  });

  it('publishes nothing else that an instance of a class holds', () => {
    class Nomad {
      readonly type = 'nomad';
      readonly licenseKey = 'hunter2';
      readonly icon = factory.icon;
      readonly terms = factory.terms;
      readonly workloadTypes = factory.workloadTypes;
      readonly fields = factory.fields;
      readonly configSchema = factory.configSchema;
      readonly create = factory.create;

      get title() {
        return 'Nomad';
      }
    }
    const registry = new PlatformRegistry();
    registry.addPlatform(new Nomad());
    const [descriptor] = registry.descriptors;
    expect(descriptor.title).toBe('Nomad');
    expect(JSON.stringify(descriptor)).not.toContain('hunter2');
  });
});
