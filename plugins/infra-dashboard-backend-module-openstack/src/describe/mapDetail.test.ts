import { workloadDetailSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { mapActions, mapServer } from './mapDetail';
import { serverDetailSchema } from './schemas';

const SECRET = 'tell-nobody-4711';

/** As recorded from Zed, with a volume and a floating address. */
const SERVER = {
  id: '1ee430fb-ee58-4d63-ba0c-6273faf26d34',
  name: 'payments-api-1',
  status: 'ACTIVE',
  addresses: {
    'lab-net': [
      {
        version: 4,
        addr: '10.20.0.17',
        'OS-EXT-IPS:type': 'fixed',
        'OS-EXT-IPS-MAC:mac_addr': 'fa:16:3e:dd:7e:9c',
      },
      { version: 4, addr: '203.0.113.7', 'OS-EXT-IPS:type': 'floating' },
      7,
    ],
  },
  security_groups: [{ name: 'default' }, { name: 'default' }, { name: 'web' }],
  server_groups: [],
  fault: {
    code: 500,
    created: '2026-11-23T03:41:12Z',
    message: 'No valid host was found. ',
    details: SECRET,
  },
  'OS-EXT-SRV-ATTR:root_device_name': '/dev/vda',
  'os-extended-volumes:volumes_attached': [
    { id: 'a7afbf45-3247-457d-ae4a-8117aa6c6f53', delete_on_termination: true },
  ],
};

const map = (server: object) =>
  mapServer(serverDetailSchema.parse({ server }).server);

describe('details of OpenStack servers', () => {
  it('have volumes, networks and the fault', () => {
    expect(map(SERVER)).toEqual({
      facts: [
        { code: 'fault', value: 'No valid host was found.' },
        { code: 'faultAt', value: '2026-11-23T03:41:12.000Z', unit: 'time' },
        { code: 'securityGroups', value: 'default, web' },
        { code: 'rootDevice', value: '/dev/vda' },
      ],
      parts: [
        {
          kind: 'volume',
          name: 'a7afbf45-3247-457d-ae4a-8117aa6c6f53',
          facts: [{ code: 'deleteOnTermination', value: 'yes' }],
        },
        {
          kind: 'network',
          name: 'lab-net',
          facts: [
            { code: 'address', value: '10.20.0.17' },
            { code: 'addressType', value: 'fixed' },
            { code: 'hardwareAddress', value: 'fa:16:3e:dd:7e:9c' },
          ],
        },
        {
          kind: 'network',
          name: 'lab-net',
          facts: [
            { code: 'address', value: '203.0.113.7' },
            { code: 'addressType', value: 'floating' },
          ],
        },
      ],
    });
  });

  it('never contain user data, passwords, metadata or the trace of a fault', () => {
    const secrets = Object.fromEntries(
      [
        ...['adminPass', 'user_data', 'OS-EXT-SRV-ATTR:user_data', 'key_name'],
        ...['metadata', 'personality', 'description', 'config_drive'],
      ].map(key => [key, key === 'metadata' ? { token: SECRET } : SECRET]),
    );
    const detail = map({ ...SERVER, ...secrets });
    expect(workloadDetailSchema.parse(detail)).toEqual(detail);
    expect(detail.parts).toHaveLength(3);
    expect(JSON.stringify(detail)).not.toContain(SECRET);
  });

  it('survive hostile servers', () => {
    for (const value of [null, 7, 'x', [], [null], {}, { a: [{}] }]) {
      const server = Object.fromEntries(
        Object.keys(SERVER).map(key => [key, value]),
      );
      expect(map({ ...server, id: 'x' }).parts).toEqual([]);
    }
  });

  it('have the actions, the latest first', () => {
    expect(
      mapActions([
        { action: 'create', start_time: '2026-11-23T03:41:02.000000' },
        { action: 'stop', start_time: '2026-11-23T03:41:19.000000' },
        { action: 'resize', start_time: 'never', message: 'Error' },
      ]),
    ).toEqual([
      { at: '2026-11-23T03:41:19.000Z', type: 'normal', reason: 'stop' },
      { at: '2026-11-23T03:41:02.000Z', type: 'normal', reason: 'create' },
      { type: 'warning', reason: 'resize', text: 'Error' },
    ]);
  });
});
