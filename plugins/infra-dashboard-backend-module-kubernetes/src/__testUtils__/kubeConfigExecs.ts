import { good, withUser, type KubeConfigCase } from './kubeConfigCase';

const EXEC_V1 = 'client.authentication.k8s.io/v1';
const EXEC_V1BETA1 = `${EXEC_V1}beta1`;

/** A user whose plugin prints an object or a text. */
function withExec(
  spec: object,
  output: object | string = {},
  user: object = {},
) {
  const printed =
    typeof output === 'string'
      ? output
      : JSON.stringify({
          apiVersion: EXEC_V1,
          kind: 'ExecCredential',
          status: { token: 'good' },
          ...output,
        });
  return withUser({
    ...user,
    exec: {
      apiVersion: EXEC_V1,
      interactiveMode: 'Never',
      command: 'sh',
      args: ['-c', 'printf "%s" "$1"', 'sh', printed],
      ...spec,
    },
  });
}

const EXEC_SPECS: Array<[string, object, boolean, object?]> = [
  ['as it should be', {}, true],
  ['IfAvailable', { interactiveMode: 'IfAvailable' }, true],
  ['a variable without value', { env: [{ name: 'X' }] }, true],
  ['a variable that is null', { env: [{ name: 'X', value: null }] }, true],
  ['a variable without name', { env: [{ value: 'x' }] }, false],
  ['v1 without interactiveMode', { interactiveMode: undefined }, false],
  ['v1 with an empty interactiveMode', { interactiveMode: '' }, false],
  ['an unknown interactiveMode', { interactiveMode: 'Sometimes' }, false],
  ['Always', { interactiveMode: 'Always' }, false],
  [
    'v1beta1 without interactiveMode',
    { apiVersion: EXEC_V1BETA1, interactiveMode: undefined },
    true,
    { apiVersion: EXEC_V1BETA1 },
  ],
  [
    'v1alpha1',
    { apiVersion: `${EXEC_V1}alpha1` },
    false,
    { apiVersion: `${EXEC_V1}alpha1` },
  ],
];

const EXEC_OUTPUTS: Array<[string, object | string, boolean]> = [
  ['another apiVersion', { apiVersion: EXEC_V1BETA1 }, false],
  ['no apiVersion', { apiVersion: undefined }, false],
  ['another kind', { kind: 'Config' }, false],
  ['no kind', { kind: undefined }, true],
  ['no status', { status: undefined }, false],
  ['an empty token', { status: { token: '' } }, false],
  [
    'a token and half of a pair',
    { status: { token: 'good', clientKeyData: 'x' } },
    false,
  ],
  [
    'an end that is no time',
    { status: { token: 'good', expirationTimestamp: 'soon' } },
    false,
  ],
  ['an unknown key', { status: { token: 'good', more: 1 } }, true],
  [
    'YAML',
    `apiVersion: ${EXEC_V1}\nkind: ExecCredential\nstatus: { token: good }`,
    true,
  ],
];

/** Plugins and what they print. */
export const KUBE_CONFIG_EXECS: KubeConfigCase[] = [
  ...EXEC_SPECS.map(([title, spec, isGood, output]) => ({
    title: `a plugin: ${title}`,
    content: withExec(spec, output),
    ...(isGood && { expected: good }),
  })),
  ...EXEC_OUTPUTS.map(([title, output, isGood]) => ({
    title: `a plugin that prints ${title}`,
    content: withExec({}, output),
    ...(isGood ? { expected: good } : { refused: 'INVALID_RESPONSE' }),
  })),
  {
    title: 'an invalid plugin next to a token',
    content: withExec({ interactiveMode: undefined }, {}, { token: 'good' }),
  },
  {
    title: 'a plugin next to a token',
    content: withExec({ interactiveMode: 'Always' }, '', { token: 'good' }),
    expected: good,
  },
];
