import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { IncidentPlayer } from '../incidents/IncidentPlayer';
import { startSimulator } from '../startSimulator';
import { startControlServer } from './controlServer';
import { readFleet } from './readFleet';
import { requestIncident } from './requestIncident';

const USAGE = `infra-simulator: fake Proxmox VE, Kubernetes and OpenStack servers

  infra-simulator [options]
  infra-simulator incident NAME [CLUSTER [OBJECT]] [--base-port PORT] [--speed N]
                    plays an incident in a simulator that runs with --control

  --fleet NAME      demo (default), generated:CxNxW (clusters of each platform,
                    nodes and workloads of each cluster), or a YAML file
  --base-port PORT  cluster number i listens on PORT + i (default 18100)
  --host HOST       default 127.0.0.1
  --https           Proxmox VE over TLS, self-signed
  --frozen          usage numbers do not move, and no incident plays by itself
  --control         a control server on PORT - 1, for tests and incidents
  --print-config    print the app-config that reads this fleet
  --help
`;

/** A host with the machine of a node of Kubernetes on it, so that two platforms are involved. */
const DEMO_INCIDENT = {
  ...{ cluster: 'os-eu', object: 'compute-1.eu.example' },
  ...{ firstSeconds: 240, everySeconds: 1_200 },
};

function parse(args: string[]) {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: args[0] === 'incident',
    options: {
      fleet: { type: 'string', default: 'demo' },
      'base-port': { type: 'string', default: '18100' },
      host: { type: 'string', default: '127.0.0.1' },
      https: { type: 'boolean', default: false },
      frozen: { type: 'boolean', default: false },
      control: { type: 'boolean', default: false },
      speed: { type: 'string', default: '1' },
      'print-config': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const basePort = Number(values['base-port']);
  if (!Number.isInteger(basePort) || basePort < 2 || basePort > 65_000) {
    throw new Error(
      `--base-port ${values['base-port']}: must be a port number, 2 to 65000`,
    );
  }
  return { ...values, basePort, positionals };
}

const print = (text: string) => process.stdout.write(`${text}\n`);

/** The command line; rejects with a sentence for people. */
export async function main(args: string[]): Promise<void> {
  const options = parse(args);
  if (options.help) {
    print(USAGE);
    return;
  }
  const { host, basePort, https, frozen, positionals } = options;
  if (positionals[0] === 'incident') {
    const [, name, cluster, object] = positionals;
    const origin = `http://${host}:${basePort - 1}`;
    const speed = Number(options.speed);
    print(await requestIncident(origin, name, { cluster, object, speed }));
    return;
  }
  const fleet = readFleet(options.fleet);
  const simulator = await startSimulator({
    fleet,
    host,
    basePort,
    https,
    frozen,
  });
  const player = new IncidentPlayer(simulator, print);
  let control: Awaited<ReturnType<typeof startControlServer>> | undefined;
  if (options.control) {
    try {
      control = await startControlServer(simulator, {
        ...{ host, player },
        port: basePort - 1,
      });
    } catch (error) {
      await simulator.stop();
      throw error;
    }
  }
  for (const { name, reachable } of fleet.clusters) {
    const { type, url } = simulator.clusters.get(name)!;
    const note = reachable ? '' : '  (unreachable)';
    print(`${type.padEnd(11)} ${name.padEnd(16)} ${url}${note}`);
  }
  if (control) print(`control     http://${host}:${basePort - 1}`);
  if (options['print-config']) {
    const providers = simulator.providersConfig();
    print(`\n${stringify({ infraDashboard: { providers } })}`);
  }
  print('The simulator is ready');
  if (options.fleet === 'demo' && !frozen) {
    void player.repeat('node-down', DEMO_INCIDENT);
  }
  const end = async () => {
    player.stop();
    control?.closeAllConnections();
    control?.close();
    await simulator.stop();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
