import { parse, type ScalarTag, type Tags } from 'yaml';

/** Enough for a file whose clouds all share their defaults, and no way to fill the memory. */
const MAX_ALIASES = 1000;

function scalar(
  type: string,
  test: RegExp,
  resolve: (text: string) => unknown,
): ScalarTag {
  return { default: true, tag: `tag:yaml.org,2002:${type}`, test, resolve };
}

function toInteger(text: string): string {
  const [, sign, digits] = /^([-+]?)(.*)$/.exec(text.replaceAll('_', ''))!;
  const value = digits.includes(':')
    ? digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
    : BigInt(digits.replace(/^0(?=[0-7]+$)/, '0o'));
  return String(sign === '-' ? -value : value);
}

function toDecimal(text: string): string {
  const value = Number(text.replaceAll('_', ''));
  if (Number.isNaN(value)) return text;
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** Numbers are the text that Python prints of them: they are ids and passwords without quotes. */
const PYTHON_SCALARS = [
  scalar(
    'bool',
    /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON|no|No|NO|false|False|FALSE|off|Off|OFF)$/,
    text => /^(?:yes|true|on)$/i.test(text),
  ),
  scalar(
    'int',
    /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
    toInteger,
  ),
  scalar(
    'float',
    /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?$/,
    toDecimal,
  ),
];

const REPLACED = /:(?:bool|int|float|timestamp)$/;

function toPythonTags(tags: Tags): Tags {
  return [
    ...tags.filter(tag => typeof tag === 'string' || !REPLACED.test(tag.tag)),
    ...PYTHON_SCALARS,
  ];
}

/**
 * Parses YAML 1.1 as openstacksdk does, which reads its files with PyYAML: with merge keys, `no`
 * as false, and the last one of equal keys.
 */
export function parseYaml(content: string): unknown {
  return parse(content, {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    customTags: toPythonTags,
    maxAliasCount: MAX_ALIASES,
    // Warnings quote the file.
    logLevel: 'error',
  });
}
