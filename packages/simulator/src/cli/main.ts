import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { startSimulator } from '../startSimulator';
import { startControlServer } from './controlServer';
import { readFleet } from './readFleet';

const USAGE = `infra-simulator: fake Proxmox VE, Kubernetes and OpenStack servers

  --fleet NAME      demo (default), generated:CxNxW, or a YAML file
  --base-port PORT  cluster number i listens on PORT + i (default 18100)
  --host HOST       default 127.0.0.1
  --https           Proxmox VE over TLS, self-signed
  --frozen          usage numbers do not move
  --control         a control server on PORT - 1, for tests
  --print-config    print the app-config that reads this fleet
`;

/** The command line. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      fleet: { type: 'string', default: 'demo' },
      'base-port': { type: 'string', default: '18100' },
      host: { type: 'string', default: '127.0.0.1' },
      https: { type: 'boolean', default: false },
      frozen: { type: 'boolean', default: false },
      control: { type: 'boolean', default: false },
      'print-config': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const basePort = Number(values['base-port']);
  if (!Number.isInteger(basePort) || basePort < 2 || basePort > 65_000) {
    throw new Error('--base-port: must be a port number');
  }
  const { host } = values;
  const fleet = readFleet(values.fleet);
  const simulator = await startSimulator({
    fleet,
    host,
    basePort,
    https: values.https,
    frozen: values.frozen,
  });
  const control = values.control
    ? await startControlServer(simulator, { host, port: basePort - 1 })
    : undefined;
  for (const { name, reachable } of fleet.clusters) {
    const { type, url } = simulator.clusters.get(name)!;
    const note = reachable ? '' : '  (unreachable)';
    process.stdout.write(
      `${type.padEnd(11)} ${name.padEnd(16)} ${url}${note}\n`,
    );
  }
  if (values['print-config']) {
    process.stdout.write(
      `\n${stringify({
        infraDashboard: { providers: simulator.providersConfig() },
      })}`,
    );
  }
  process.stdout.write('The simulator is ready\n');
  const end = async () => {
    control?.close();
    await simulator.stop();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
