// Live changes in a real OpenStack while a portal reads it as an administrator, as a member and with
// an application credential. Needs the variables that e2e/labs/openstack/up.sh writes; makes a
// server named live-1 in the project of the member, disables HOST and forces it down, disables the
// member for a minute, and undoes it all.
//
//   set -a; . /var/tmp/openstack-lab/lab.env; set +a; node e2e/labs/live/openstack.mjs
//
//   HOST                  a compute host with room; default compute-1
//   STOP_API, START_API   commands that end Nova's API, and start it again; without them left out
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { end } from '../../../scripts/children.mjs';
import { logIn } from './cloud.mjs';
import { LiveRun } from './LiveRun.mjs';
import { startPortal } from './portal.mjs';

const { env } = process;
const { HOST: host = 'compute-1' } = env;
const userOf = who => ({
  name: env[`OSLAB_${who}_USER`],
  password: env[`OSLAB_${who}_PASSWORD`],
  project: env[`OSLAB_${who}_PROJECT`],
});
const shell = name => () =>
  promisify(execFile)('bash', ['-c', env[name]], { maxBuffer: 1e8 });

const entry = (name, credentials) => ({
  ...{ name, type: 'openstack', refreshInterval: '10s' },
  ...{ authUrl: env.OS_AUTH_URL, region: env.OS_REGION_NAME },
  ...credentials,
});
const withPassword = who => {
  const { name, password, project } = userOf(who);
  return {
    ...{ username: name, password, projectName: project },
    ...{ userDomainName: 'Default', projectDomainName: 'Default' },
  };
};
const ADMIN = ['admin'];
const ALL = ['admin', 'member', 'credential'];
/** Seconds until a region is shown that is back. */
const BACK = Object.fromEntries(ALL.map(reader => [reader, 40]));

const admin = await logIn(userOf('ADMIN'));
const member = await logIn(userOf('MEMBER'));
const { flavors } = await member.nova('GET', '/flavors/detail');
const flavorOf = name => flavors.find(one => one.name === name);
const { images } = await member.glance('/v2/images?status=active');

async function find(client, name) {
  const { servers } = await client.nova('GET', `/servers/detail?name=${name}`);
  return servers.find(one => one.name === name);
}

const portal = await startPortal([
  entry('admin', withPassword('ADMIN')),
  entry('member', withPassword('MEMBER')),
  entry('credential', {
    applicationCredentialId: env.OSLAB_APPCRED_READONLY_ID,
    applicationCredentialSecret: env.OSLAB_APPCRED_READONLY_SECRET,
  }),
]);
const live = new LiveRun(portal);
const ofWorkloads = { part: 'workloads', readers: ALL, search: 'live-' };
const ofHosts = { part: 'cluster', readers: ADMIN };

const old = await find(member, 'live-1');
if (old) await member.nova('DELETE', `/servers/${old.id}`);

await live.step('the portal reads the cloud', {
  ...ofWorkloads,
  change: async () => {},
  isRight: ({ freshness }) =>
    freshness.cluster.state === 'fresh' &&
    freshness.workloads.state === 'fresh',
});

/** Waits until Nova itself shows a state, which is when the change has happened. */
async function settled(isDone) {
  for (let waited = 0; waited < 240; waited += 1) {
    const server = await find(member, 'live-1');
    if (isDone(server)) return server;
    await sleep(250);
  }
  throw new Error('Nova did not finish');
}

const inStatus = status => server =>
  server?.status === status && server['OS-EXT-STS:task_state'] === null;

/** What the hosts have given away, by name, as the portal shows it. */
const requestedOf = ({ cluster }) =>
  new Map(cluster.nodes.map(({ name, cpu }) => [name, cpu.requested]));
const nodeOf = view =>
  view.cluster.nodes.find(({ name }) => name.split('.')[0] === host);

let server;
const act =
  (action, status, as = member) =>
  async () => {
    await as.nova('POST', `/servers/${server.id}/action`, action);
    server = await settled(inStatus(status));
  };
const hasStatus =
  (status, health) =>
  ({ workload }) => {
    const shown = workload('live-1');
    return shown?.status.startsWith(status) && shown.health === health;
  };

const before = requestedOf(await portal.look('admin', ''));
const total = requested =>
  [...requested.values()].reduce((sum, one) => sum + (one ?? 0), 0);
/** The cores that all hosts have given away, more than before. */
const isGivenAway = cores => view =>
  total(requestedOf(view)) === total(before) + cores;

await live.step('a server is created', {
  ...ofWorkloads,
  change: async () => {
    await member.nova('POST', '/servers', {
      server: {
        ...{ name: 'live-1', networks: 'none' },
        ...{ flavorRef: flavorOf('m1.small').id, imageRef: images[0].id },
      },
    });
    server = await settled(inStatus('ACTIVE'));
  },
  isRight: hasStatus('ACTIVE', 'healthy'),
});
const small = flavorOf('m1.small').vcpus;
const medium = flavorOf('m1.medium').vcpus;
await live.step('its cores are given away', {
  ...ofHosts,
  change: async () => {},
  isRight: isGivenAway(small),
});
await live.step('a server is stopped', {
  ...ofWorkloads,
  change: act({ 'os-stop': null }, 'SHUTOFF'),
  isRight: hasStatus('SHUTOFF', 'stopped'),
});
await live.step('a server is started', {
  ...ofWorkloads,
  change: act({ 'os-start': null }, 'ACTIVE'),
  isRight: hasStatus('ACTIVE', 'healthy'),
});
await live.step('a server is resized and waits for a person', {
  ...ofWorkloads,
  change: act(
    { resize: { flavorRef: flavorOf('m1.medium').id } },
    'VERIFY_RESIZE',
  ),
  isRight: ({ workload }) =>
    workload('live-1')?.status === 'VERIFY_RESIZE' &&
    workload('live-1').cpu.count === medium,
});
await live.step('the resize is confirmed', {
  ...ofWorkloads,
  change: act({ confirmResize: null }, 'ACTIVE'),
  isRight: hasStatus('ACTIVE', 'healthy'),
});
await live.step('its cores are those of the new size', {
  ...ofHosts,
  change: async () => {},
  isRight: isGivenAway(medium),
});
await live.step('a server is rescued', {
  ...ofWorkloads,
  change: act({ rescue: {} }, 'RESCUE'),
  isRight: hasStatus('RESCUE', 'degraded'),
});
await live.step('the rescue is over', {
  ...ofWorkloads,
  change: act({ unrescue: null }, 'ACTIVE'),
  isRight: hasStatus('ACTIVE', 'healthy'),
});
await live.step('a server is shelved', {
  ...ofWorkloads,
  change: act({ shelve: null }, 'SHELVED_OFFLOADED'),
  isRight: hasStatus('SHELVED_OFFLOADED', 'stopped'),
});
await live.step('its cores are free again', {
  ...ofHosts,
  change: async () => {},
  isRight: isGivenAway(0),
});
await live.step('a server is unshelved', {
  ...ofWorkloads,
  change: act({ unshelve: null }, 'ACTIVE'),
  isRight: hasStatus('ACTIVE', 'healthy'),
});
await live.step('a server is migrated from its host by an administrator', {
  ...ofWorkloads,
  ...{ readers: ADMIN, change: act({ migrate: null }, 'VERIFY_RESIZE', admin) },
  isRight: ({ workload }) => workload('live-1')?.status === 'VERIFY_RESIZE',
});
await live.step('the migration is confirmed', {
  ...ofWorkloads,
  readers: ADMIN,
  change: async () => {
    await act({ confirmResize: null }, 'ACTIVE')();
    ({ server } = await admin.nova('GET', `/servers/${server.id}`));
  },
  isRight: ({ workload }) =>
    workload('live-1')?.node ===
    server?.['OS-EXT-SRV-ATTR:hypervisor_hostname'],
});
await live.step('a server is deleted', {
  ...ofWorkloads,
  change: async () => {
    await member.nova('DELETE', `/servers/${server.id}`);
    await settled(one => !one);
  },
  isRight: ({ workload }) => !workload('live-1'),
});
await live.step('its host has its cores back', {
  ...ofHosts,
  change: async () => {},
  isRight: isGivenAway(0),
});

const coresUp = ({ cluster }) =>
  cluster.nodes
    .filter(one => one.health !== 'failed')
    .reduce((sum, { cpu }) => sum + (cpu.total ?? 0), 0);
const { services } = await admin.nova(
  'GET',
  `/os-services?binary=nova-compute&host=${host}`,
);
const setService = body => () =>
  admin.nova('PUT', `/os-services/${services[0].id}`, body);
// An earlier run may have ended in between.
await setService({ forced_down: false })();
await setService({ status: 'enabled' })();
for (const [title, body, health] of [
  [
    'a compute service is disabled',
    { status: 'disabled', disabled_reason: 'live' },
    'stopped',
  ],
  ['a compute service is enabled', { status: 'enabled' }, 'healthy'],
  ['a compute service is forced down', { forced_down: true }, 'failed'],
  ['a compute service is up again', { forced_down: false }, 'healthy'],
]) {
  await live.step(title, {
    ...ofHosts,
    change: setService(body),
    isRight: view =>
      nodeOf(view)?.health === health &&
      // A host that is down is no capacity.
      view.cluster.totals.cpu.total === coresUp(view),
  });
}

const { users } = await admin.keystone(
  'GET',
  `/users?name=${userOf('MEMBER').name}`,
);
const setUser = enabled =>
  admin.keystone('PATCH', `/users/${users[0].id}`, { user: { enabled } });
if (env.STOP_API) {
  await live.step('a user is disabled, whose tokens are revoked', {
    ...{ part: 'cluster', readers: ['member'] },
    change: async () => {
      await setUser(false);
      // A worker of Nova believes a token for five minutes that it has seen.
      await shell('STOP_API')();
      await shell('START_API')();
    },
    isRight: ({ cluster: one }) =>
      one.error?.code === 'UNAUTHORIZED' && one.freshness.state !== 'fresh',
  });
  await live.step('the user is enabled, and a person refreshes', {
    ...{ part: 'cluster', readers: ['member'] },
    change: async () => {
      await setUser(true);
      await portal.refresh('member');
    },
    isRight: ({ cluster: one }) =>
      !one.error && one.freshness.state === 'fresh',
  });
  await live.hold('the API of Nova is down', {
    ...{ readers: ALL, part: 'cluster', seconds: 30 },
    change: shell('STOP_API'),
  });
  await live.step('the API of Nova is back', {
    ...{ ...ofWorkloads, within: BACK, change: shell('START_API') },
    isRight: ({ cluster: one, freshness }) =>
      !one.error &&
      [freshness.cluster, freshness.workloads].every(
        ({ state }) => state === 'fresh',
      ),
  });
}

end(live.report() ? 0 : 1);
