import type {
  InfraProvider,
  Platform,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  createTestContext,
  type TestContextOptions,
} from '../createTestContext';
import { createLogRecorder } from '../createLogRecorder';
import { FaultProxy } from '../FaultProxy';

/** A running server of a platform. @public */
export interface ServerUnderTest {
  /** http URL. */
  url: string;
  stop(): Promise<void>;
}

/** A platform with a server to read from. @public */
export interface PlatformUnderTest<TConfig> {
  platform: Platform<TConfig>;
  /** Starts a server with at least one cluster, one node and one workload. */
  start(): Promise<ServerUnderTest>;
  /**
   * Starts a server of another installation that accepts the same credentials. With it, readings
   * must have an `identity`, and the one of this server must differ.
   */
  startOther?(): Promise<ServerUnderTest>;
  /** The keys of an entry that reads from a URL, with working credentials. */
  entry(url: string): Record<string, unknown>;
  /** Texts that neither a message nor the log may contain, such as a token. */
  secrets: string[];
}

/** @public */
export interface Subject<TConfig> {
  proxy: FaultProxy;
  config: TConfig;
  create(options?: Partial<TestContextOptions<TConfig>>): InfraProvider;
  /** A provider that reads from another URL, without the proxy. */
  createAt(
    url: string,
    options?: Partial<TestContextOptions<TConfig>>,
  ): InfraProvider;
}

function configAt<TConfig>(
  { entry, platform }: PlatformUnderTest<TConfig>,
  url: string,
): TConfig {
  const parsed = platform.configSchema.safeParse(entry(url));
  if (!parsed.success) throw new Error(JSON.stringify(parsed.error.issues));
  return parsed.data;
}

/**
 * Starts the server before all tests of a block. After each test, closes providers and searches
 * their log for secrets.
 *
 * @public
 */
export function useSubject<TConfig>(
  subject: PlatformUnderTest<TConfig>,
): () => Subject<TConfig> {
  const providers: InfraProvider[] = [];
  const log: string[] = [];
  const logger = createLogRecorder(log);
  let server: ServerUnderTest;
  let current: Subject<TConfig>;

  beforeAll(async () => {
    server = await subject.start();
    const proxy = new FaultProxy(server.url);
    const config = configAt(subject, await proxy.start());
    const create: Subject<TConfig>['create'] = options => {
      const context = { name: 'subject', config, logger, ...options };
      const provider = subject.platform.create(createTestContext(context));
      providers.push(provider);
      return provider;
    };
    current = {
      proxy,
      config,
      create,
      createAt: (url, options) =>
        create({ config: configAt(subject, url), ...options }),
    };
  });

  afterEach(async () => {
    await Promise.all(providers.splice(0).map(one => one.close?.()));
    current.proxy.fault = undefined;
    current.proxy.delayMs = 0;
    const logged = log.splice(0).join('\n');
    for (const secret of subject.secrets) expect(logged).not.toContain(secret);
  });

  afterAll(async () => {
    await current?.proxy.stop();
    await server?.stop();
  });

  return () => current;
}
