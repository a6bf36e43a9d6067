/*
 * Compares how kubeconfig files are read with kubectl: the same files are accepted, the same
 * server is contacted, and the same credentials are sent. Needs no cluster.
 *
 *   KUBECTL   the program to compare with; default: kubectl
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs conformance/kubeconfig.conformance.ts
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer as createPlainServer,
  type RequestListener,
} from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import {
  createCertificate,
  createTestContext,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import type { KubeConfigCase } from '../src/__testUtils__/kubeConfigCase';
import { KUBE_CONFIG_FILES } from '../src/__testUtils__/kubeConfigFiles';
import { kubernetesConfigSchema } from '../src/config';
import { KubernetesConnection } from '../src/credentials/KubernetesConnection';

const run = promisify(execFile);
const kubectl = process.env.KUBECTL || 'kubectl';

interface Seen {
  server: 'A' | 'B' | 'C';
  authorization?: string;
  impersonation?: string[];
}

let seen: Seen | undefined;

async function listen(
  server: Seen['server'],
  tls?: { cert: string; key: string },
): Promise<string> {
  const respond: RequestListener = ({ headers, rawHeaders }, response) => {
    const impersonation = rawHeaders
      .map((name, index) => `${name.toLowerCase()}: ${rawHeaders[index + 1]}`)
      .filter((line, index) => index % 2 === 0 && /^impersonate/.test(line))
      .sort();
    const { authorization } = headers;
    seen ??= {
      server,
      ...(authorization && { authorization }),
      ...(impersonation.length > 0 && { impersonation }),
    };
    response.setHeader('content-type', 'application/json');
    response.end('{"gitVersion":"v1.36.0"}');
  };
  const listener = tls
    ? createServer(tls, respond)
    : createPlainServer(respond);
  await new Promise<void>(done => void listener.listen(0, '127.0.0.1', done));
  listener.unref();
  return `127.0.0.1:${(listener.address() as AddressInfo).port}`;
}

/** kubectl asks for a user name, which needs a terminal, where there are no credentials. */
const ASKS = /Please enter Username/;

async function readWithKubectl(
  path: string,
): Promise<Seen | 'asks' | undefined> {
  seen = undefined;
  const args = ['get', '--raw', '/version'];
  const env = { ...process.env, KUBECONFIG: path };
  const running = run(kubectl, args, { timeout: 30_000, env });
  running.child.stdin?.end();
  const { stdout } = await running.catch(error => {
    if (error.code === 'ENOENT') throw error;
    return error as { stdout: string };
  });
  return !seen && ASKS.test(stdout) ? 'asks' : seen;
}

async function readHere(path: string): Promise<Seen | undefined> {
  seen = undefined;
  const config = kubernetesConfigSchema.parse({ kubeConfigPath: path });
  const connection = new KubernetesConnection(createTestContext({ config }));
  const signal = AbortSignal.timeout(30_000);
  await connection.send({ path: '/version', signal }).catch(() => {});
  await connection.close();
  return seen;
}

/** kubectl knows `as-uid` since 1.22; before, it ignores the key. */
async function knowsUids(): Promise<boolean> {
  const { stdout } = await run(kubectl, ['version', '--client', '-o', 'json']);
  return Number.parseInt(JSON.parse(stdout).clientVersion.minor, 10) >= 22;
}

async function main(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  const tls = await createCertificate('localhost');
  const urls = {
    A: await listen('A', tls),
    B: await listen('B', tls),
    C: await listen('C'),
  };
  const text = ({ content }: KubeConfigCase) =>
    (typeof content === 'string' ? content : JSON.stringify(content)).replace(
      /(https:\/\/|host-)([ABC])(?=["/])/g,
      (_, start: string, name: Seen['server']) =>
        `${start.replace('host-', '')}${urls[name]}`,
    );
  const withUids = await knowsUids();
  const files = KUBE_CONFIG_FILES.filter(
    ({ content }) => withUids || !JSON.stringify(content).includes('as-uid'),
  );
  let differences = 0;
  try {
    for (const [index, one] of files.entries()) {
      const first = join(directory, `${index}.yaml`);
      writeFileSync(first, text(one));
      const second = join(directory, `${index}-second.yaml`);
      if (one.second !== undefined) writeFileSync(second, one.second);
      const path =
        one.second === undefined ? first : `${first}${delimiter}${second}`;
      const theirs = await readWithKubectl(path);
      const ours = await readHere(path);
      const [a, b, c] = [theirs, ours, one.expected].map(value =>
        JSON.stringify(value),
      );
      const isLeftToPerson = theirs === 'asks' && !ours?.authorization;
      if (b === c && (a === b || isLeftToPerson)) continue;
      differences += 1;
      console.log(
        `${one.title}:\n  kubectl   ${a}\n  provider  ${b}\n  expected  ${c}`,
      );
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
  console.log(`${files.length} files, ${differences} differences`);
  return differences === 0 ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    if (error.code === 'ENOENT') {
      console.log(
        `SKIPPED: ${kubectl} is not installed (Debian: kubernetes-client)`,
      );
      process.exit(0);
    }
    console.error(error);
    process.exit(1);
  },
);
