import { toRawText } from './toRawText';

const SECRET = 'tell-nobody-4711';

/** Where each platform has secrets, with what must stay. */
const PLACES: Array<[string, object, RegExp]> = [
  [
    'environment variables',
    {
      spec: {
        initContainers: [{ name: 'init', env: [{ name: 'A', value: SECRET }] }],
        containers: [
          {
            name: 'app',
            env: [
              { name: 'PASSWORD', value: SECRET },
              {
                name: 'FROM',
                valueFrom: { secretKeyRef: { name: 'shop', key: 'password' } },
              },
            ],
            command: ['sh', '-c', SECRET],
            args: [`--token=${SECRET}`],
            livenessProbe: {
              exec: { command: [SECRET] },
              httpGet: { httpHeaders: [{ name: 'X', value: SECRET }] },
            },
            lifecycle: { preStop: { exec: { command: [SECRET] } } },
          },
        ],
        volumes: [
          { name: 'csi', csi: { volumeAttributes: { key: SECRET } } },
          { name: 'keys', secret: { secretName: 'keys', note: SECRET } },
        ],
      },
    },
    /"secretKeyRef": \{\s+"name": "shop"/,
  ],
  [
    'annotations',
    {
      metadata: {
        name: 'web',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': SECRET,
          note: SECRET,
        },
        managedFields: [{ fieldsV1: { [SECRET]: {} } }],
      },
    },
    /"note": "…"/,
  ],
  [
    'messages of ended containers',
    {
      status: {
        containerStatuses: [
          { lastState: { terminated: { exitCode: 1, message: SECRET } } },
        ],
      },
    },
    /"exitCode": 1/,
  ],
  [
    'cloud-init',
    {
      ...{ cores: 2, cipassword: SECRET, ciuser: SECRET, cicustom: SECRET },
      sshkeys: SECRET,
      description: `password: ${SECRET}`,
      args: `-device ${SECRET}`,
      lxc: [['lxc.environment', SECRET]],
    },
    /"cores": 2/,
  ],
  [
    'user data',
    {
      server: {
        id: 'a',
        adminPass: SECRET,
        user_data: SECRET,
        'OS-EXT-SRV-ATTR:user_data': SECRET,
        personality: [{ contents: SECRET }],
        fault: { message: 'No valid host', details: SECRET },
      },
    },
    /"id": "a"/,
  ],
  [
    'settings of volumes, hooks and analyses',
    {
      spec: {
        volumes: [{ name: 'share', flexVolume: { options: { key: SECRET } } }],
        strategy: {
          type: 'Custom',
          customParams: { environment: [{ name: 'A', value: SECRET }] },
          parameters: [{ name: 'api', value: SECRET }],
        },
      },
    },
    /"type": "Custom"/,
  ],
  [
    'what a container of Proxmox VE is started with',
    {
      ...{ cores: 2, env: `A=${SECRET}\0B=1`, entrypoint: `/init ${SECRET}` },
      smbios1: `base64=0,serial=ds=nocloud;token=${SECRET}`,
    },
    /"cores": 2/,
  ],
  [
    'addresses of the platform',
    {
      server: {
        id: 'a',
        links: [{ rel: 'self', href: `http://${SECRET}:8774/v2.1/servers/a` }],
        image: { id: 'b', links: [{ href: `http://${SECRET}:9292/b` }] },
      },
    },
    /"id": "b"/,
  ],
  [
    'passwords of URLs',
    {
      spec: { gitRepo: { repository: `https://me:${SECRET}@git.example/a` } },
      scsi0: `iscsi://me%${SECRET}@host/target`,
    },
    /@git\.example/,
  ],
];

describe('toRawText', () => {
  it.each(PLACES)('leaves out %s', (_, object, shown) => {
    expect(toRawText(object)).toMatch(shown);
    expect(toRawText(object)).not.toContain(SECRET);
    // However deep it is.
    expect(toRawText({ a: [{ b: object }] })).not.toContain(SECRET);
  });

  it('cuts what is long or deep', () => {
    let deep: object = { end: 1 };
    for (let level = 0; level < 5_000; level += 1) deep = { deep };
    expect(toRawText(deep).length).toBeLessThan(2_000);
    const long = { text: 'x'.repeat(1e6), list: Array(1e5).fill('row') };
    expect(toRawText(long).length).toBeLessThan(110_000);
    expect(toRawText(undefined)).toBe('');
  });

  it('makes no more of an object than is shown', () => {
    let read = 0;
    const row = () =>
      Object.defineProperty({}, 'name', {
        enumerable: true,
        get: () => {
          read += 1;
          return 'x'.repeat(1_000);
        },
      });
    const rows = (count: number) => Array.from({ length: count }, row);
    const object = { items: Array.from({ length: 100 }, () => rows(400)) };
    expect(toRawText(object).length).toBeLessThan(110_000);
    expect(read).toBeLessThan(500);
  });
});
