import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

/** Cells of one line by the head of their column. */
export type Row = Record<string, string>;

/** A printed table by the name of the objects, or in which way it is refused. */
export type Printed = { rows: Map<string, Row> } | { refused: Refusal };

export type Refusal = 'denied' | 'missing' | 'broken' | 'empty';

const run = promisify(execFile);
const program = process.env.KUBECTL ?? 'kubectl';

export const kubeConfigPath = resolve(
  process.env.KUBECONFIG ?? `${homedir()}/.kube/config`,
);

async function kubectl(args: string[]): Promise<string> {
  const { stdout } = await run(
    program,
    ['--kubeconfig', kubeConfigPath, ...args],
    { maxBuffer: 512 * 1024 ** 2, timeout: 120_000 },
  );
  return stdout;
}

export async function currentContext(): Promise<string> {
  return (await kubectl(['config', 'current-context'])).trim();
}

/** Columns of `kubectl get` begin where their heads do, counted in characters. */
function parseTable(text: string, keys: string[]): Map<string, Row> {
  const [head = '', ...lines] = text.split('\n').filter(line => line.trim());
  const columns = [...head.matchAll(/\S+(?: \S+)*/g)].map(match => ({
    name: match[0],
    from: match.index,
  }));
  return new Map(
    lines.map(line => {
      const characters = [...line];
      const row = Object.fromEntries(
        columns.map(({ name, from }, index) => [
          name,
          characters
            .slice(from, columns[index + 1]?.from)
            .join('')
            .trim(),
        ]),
      );
      return [keys.map(key => row[key]).join('/'), row];
    }),
  );
}

/** `kubectl top` leaves cells out, so that they are recognized by their form. */
function parseTop(text: string, keys: string[]): Map<string, Row> {
  const [, ...lines] = text.split('\n').filter(line => line.trim());
  return new Map(
    lines.map(line => {
      const cells = line.trim().split(/\s+/);
      const cpu = cells.find(cell => /^(\d+m|<unknown>)$/.test(cell)) ?? '';
      const memory = cells.find(cell => /^(\d+Mi|<unknown>)$/.test(cell)) ?? '';
      return [cells.slice(0, keys.length).join('/'), { cpu, memory }];
    }),
  );
}

async function print(
  args: string[],
  options: { context: string; keys: string[] },
): Promise<Printed> {
  const { context, keys } = options;
  const limits = ['--context', context, '--request-timeout', '60s'];
  try {
    const text = await kubectl([...limits, ...args]);
    const parse = args[0] === 'top' ? parseTop : parseTable;
    return { rows: parse(text, keys) };
  } catch (error) {
    const message = String((error as { stderr?: string }).stderr ?? error);
    if (/forbidden|must be logged in/i.test(message)) {
      return { refused: 'denied' };
    }
    if (/metrics not available (yet|for)/i.test(message)) {
      return { refused: 'empty' };
    }
    const isMissing = /not available|not found|NotFound/.test(message);
    return { refused: isMissing ? 'missing' : 'broken' };
  }
}

/** All that the provider reads as `kubectl get` and `kubectl top` print it. */
export async function printAll(context: string, namespace?: string) {
  const where = namespace ? ['--namespace', namespace] : ['--all-namespaces'];
  const named = namespace ? ['NAME'] : ['NAMESPACE', 'NAME'];
  // In one piece: the columns of later pages may be wider than their heads.
  const get = (kind: string, ...more: string[]) => [
    ...['get', '--chunk-size=0', kind],
    ...more,
  ];
  return {
    nodes: await print(get('nodes'), { context, keys: ['NAME'] }),
    pods: await print(get('pods', ...where), { context, keys: named }),
    deployments: await print(get('deployments', ...where), {
      context,
      keys: named,
    }),
    statefulsets: await print(get('statefulsets', ...where), {
      context,
      keys: named,
    }),
    nodeMetrics: await print(['top', 'nodes'], { context, keys: ['NAME'] }),
    podMetrics: await print(['top', 'pods', ...where], {
      context,
      keys: named,
    }),
  };
}

export type Prints = Awaited<ReturnType<typeof printAll>>;
