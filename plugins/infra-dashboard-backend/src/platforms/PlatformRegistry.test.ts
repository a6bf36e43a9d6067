import { formatMessage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toProviderError } from '../collector/toProviderError';
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
