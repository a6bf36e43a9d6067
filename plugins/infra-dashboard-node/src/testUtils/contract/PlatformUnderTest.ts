import type {
  InfraProvider,
  Platform,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  createTestContext,
  type TestContextOptions,
} from '../createTestContext';
import { FaultProxy } from '../FaultProxy';

/** A platform with a server to read from. @public */
export interface PlatformUnderTest<TConfig> {
  platform: Platform<TConfig>;
  /** Starts a server with at least one cluster, one node and one workload. */
  start(): Promise<{
    /** http URL. */
    url: string;
    stop(): Promise<void>;
  }>;
  /** The keys of an entry that reads from a URL, with working credentials. */
  entry(url: string): Record<string, unknown>;
  /** Texts that no message may contain, such as a token. */
  secrets: string[];
}

/** @public */
export interface Subject<TConfig> {
  proxy: FaultProxy;
  config: TConfig;
  create(options?: Partial<TestContextOptions<TConfig>>): InfraProvider;
}

/** Starts the server before all tests of a block, and closes providers after each. @public */
export function useSubject<TConfig>(
  subject: PlatformUnderTest<TConfig>,
): () => Subject<TConfig> {
  const providers: InfraProvider[] = [];
  let server: Awaited<ReturnType<PlatformUnderTest<TConfig>['start']>>;
  let current: Subject<TConfig>;

  beforeAll(async () => {
    server = await subject.start();
    const proxy = new FaultProxy(server.url);
    const parsed = subject.platform.configSchema.safeParse(
      subject.entry(await proxy.start()),
    );
    if (!parsed.success) throw new Error(JSON.stringify(parsed.error.issues));
    const config = parsed.data;
    current = {
      proxy,
      config,
      create: options => {
        const provider = subject.platform.create(
          createTestContext({ name: 'subject', config, ...options }),
        );
        providers.push(provider);
        return provider;
      },
    };
  });

  afterEach(async () => {
    await Promise.all(providers.splice(0).map(one => one.close?.()));
    current.proxy.fault = undefined;
    current.proxy.delayMs = 0;
  });

  afterAll(async () => {
    await current?.proxy.stop();
    await server?.stop();
  });

  return () => current;
}
