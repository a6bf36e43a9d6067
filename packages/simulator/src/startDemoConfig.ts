import { demoFleet } from './fleet/demoFleet';
import { startSimulator } from './startSimulator';

/**
 * Starts the demo fleet, and returns the configuration of a Backstage backend that reads it: on
 * port 7007 of the loopback interface, with a database in memory. For the `dev` folders of
 * plugin packages.
 *
 * @param options - `type`: only the clusters of this platform
 */
export async function startDemoConfig(options: { type?: string } = {}) {
  const simulator = await startSimulator({ fleet: demoFleet(), frozen: false });
  const providers = simulator.providersConfig();
  return {
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      baseUrl: 'http://localhost:7007',
      listen: { host: '127.0.0.1', port: 7007 },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    infraDashboard: {
      providers: options.type
        ? providers.filter(({ type }) => type === options.type)
        : providers,
    },
  };
}
