import { createCertificate } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { proxmoxConfigSchema } from './config';

const url = 'https://pve.example:8006';
const token = { tokenId: 'audit@pve!portal', tokenSecret: 's3cret' };
const pin = `AB:${Array(31).fill('CD').join(':')}`;

function issues(settings: object): string[] {
  const parsed = proxmoxConfigSchema.safeParse(settings);
  return (parsed.error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

describe('proxmoxConfigSchema', () => {
  it('reads one URL, several, and a fingerprint per URL', () => {
    expect(proxmoxConfigSchema.parse({ url, ...token })).toEqual({
      endpoints: [{ url }],
      credentials: { kind: 'token', ...token },
      allowInsecure: false,
      guestAddresses: false,
    });
    const other = pin.replaceAll('CD', 'EF');
    expect(
      proxmoxConfigSchema.parse({
        url: `${url}/`,
        urls: [
          `${url}/api2/json`,
          { url: 'https://pve2.example:8006/', fingerprint: other },
          'https://proxy.example/pve/api2/json/',
        ],
        fingerprint: pin,
        username: 'audit@pam',
        password: 'pw',
        allowInsecure: 'true',
      }),
    ).toEqual({
      endpoints: [
        { url, fingerprint: pin },
        { url: 'https://pve2.example:8006', fingerprint: other },
        { url: 'https://proxy.example/pve', fingerprint: pin },
      ],
      credentials: { kind: 'password', username: 'audit@pam', password: 'pw' },
      allowInsecure: true,
      guestAddresses: false,
    });
  });

  it('accepts every name of a user that Proxmox VE accepts', () => {
    for (const tokenId of [
      'alice@example.org@sso!portal',
      'иван@pve!portal',
      'a!b@pve!portal',
    ]) {
      expect(issues({ url, ...token, tokenId })).toEqual([]);
    }
    expect(
      issues({ url, username: 'alice@example.org@sso', password: 'pw' }),
    ).toEqual([]);
    for (const tokenId of ['a b@pve!x', 'a/b@pve!x', 'a:b@pve!x', 'a@pve!']) {
      expect(issues({ url, ...token, tokenId })).toEqual([
        'tokenId: must look like user@realm!name',
      ]);
    }
  });

  it.each<[object, string[]]>([
    [token, ['url: is missing: the address of a member of the cluster']],
    [
      { url },
      [
        'tokenId: is missing: the API token, such as user@realm!name',
        'tokenSecret: is missing: the secret of the API token; is its environment variable set?',
      ],
    ],
    [
      { url, tokenId: token.tokenId, tokenSecret: '' },
      ['tokenSecret: must not be empty; is its environment variable set?'],
    ],
    [
      { url: 'pve', ...token },
      ['url: must be a URL such as https://pve1.example:8006'],
    ],
    [
      { url: 'ftp://pve', ...token },
      ['url: must be a URL such as https://pve1.example:8006'],
    ],
    [
      { url: 'https://u:p@pve', ...token },
      ['url: must not contain credentials; use tokenId/tokenSecret for them'],
    ],
    [{ urls: [], ...token }, ['urls: must hold at least one URL']],
    [{ urls: url, ...token }, ['urls: must be a list of URLs']],
    [
      { urls: [url, 'pve2'], ...token },
      ['urls.1.url: must be a URL such as https://pve1.example:8006'],
    ],
    [
      { urls: [{ url, fingerprint: 'AB:CD' }, 5], ...token },
      [
        'urls.0.fingerprint: must be a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons',
        'urls.1: must be a URL, or an object with url and fingerprint',
      ],
    ],
    [
      { url, ...token, tokenId: 'root@pam' },
      ['tokenId: must look like user@realm!name'],
    ],
    [
      { url, ...token, fingerprint: 'AB:CD' },
      [
        'fingerprint: must be a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons',
      ],
    ],
    [
      { url, ...token, allowInsecure: 'perhaps' },
      ['allowInsecure: must be true or false'],
    ],
    [
      { url, ...token, username: 'a@pam', password: 'b' },
      [
        'tokenId: cannot be combined with username/password; choose one',
        'tokenSecret: cannot be combined with username/password; choose one',
      ],
    ],
    [
      { url, username: 'a', password: 'b' },
      ['username: must look like user@realm, such as portal@pve'],
    ],
    [{ url, password: 'b' }, ['username: is required with password']],
    [
      { url, username: 'a@pve' },
      ['password: is required with username; is its environment variable set?'],
    ],
    [
      { url, ...token, caData: 'nonsense' },
      ['caData: must be a certificate in PEM, or that in base64'],
    ],
    [{ url, ...token, caFile: '' }, ['caFile: must not be empty']],
  ])('names what is wrong in %j', (settings, expected) => {
    expect(issues(settings)).toEqual(expected);
  });

  it('reads an authority out of a text, and base64 of it, and leaves files alone', async () => {
    const { cert } = await createCertificate('pve.example');
    for (const caData of [cert, Buffer.from(cert).toString('base64')]) {
      const given = proxmoxConfigSchema.parse({ url, ...token, caData });
      expect(given.ca).toBe(cert);
    }
    const caFile = '/does/not/exist.pem';
    const named = proxmoxConfigSchema.parse({ url, ...token, caFile });
    expect(named).toMatchObject({ caFile });
    expect(issues({ url, ...token, caFile, caData: cert })).toEqual([
      'caFile: cannot be combined with caData; choose one',
    ]);
  });
});
