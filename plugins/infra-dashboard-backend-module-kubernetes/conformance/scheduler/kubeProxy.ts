import { spawn } from 'node:child_process';

/** An API server behind `kubectl proxy`, which has the credentials of a context. */
export interface KubeProxy {
  send(method: string, path: string, body?: object): Promise<any>;
  close(): void;
}

const PATCH = 'application/strategic-merge-patch+json';

/** @param args - of kubectl: the kubeconfig and its context */
export async function openProxy(args: string[]): Promise<KubeProxy> {
  const { KUBECTL = 'kubectl' } = process.env;
  const child = spawn(KUBECTL, [...args, 'proxy', '--port=0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error('kubectl proxy has ended')));
    child.stdout.on('data', chunk => {
      printed += chunk;
      const [, found] = /127\.0\.0\.1:(\d+)/.exec(printed) ?? [];
      if (found) resolve(found);
    });
  });
  return {
    async send(method, path, body) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          'Content-Type': method === 'PATCH' ? PATCH : 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const result: any = await response.json().catch(() => ({}));
      if (!response.ok) {
        throw new Error(
          `${method} ${path}: ${result.message ?? response.status}`,
        );
      }
      return result;
    },
    close: () => {
      child.kill();
    },
  };
}
