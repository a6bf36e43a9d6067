import type { JsonObject, JsonValue } from '@backstage/types';
import type { ProviderValidation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { stringify } from 'yaml';
import { DEFAULT_TIMINGS, readProviderEntries } from '../config';
import type { PlatformRegistry } from '../platforms/PlatformRegistry';
import {
  hasCredentials,
  isSecretKey,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Placeholder for a secret while an entry is checked: only its type is checked. */
const STAND_IN = 'secret';

function variableOf(name: unknown, key: string): string {
  const words = `${typeof name === 'string' ? name : 'provider'}_${key}`;
  return words
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^(\d)/, '_$1')
    .toUpperCase();
}

/** Puts variables where secrets are, however deep. */
function withoutSecrets(
  value: JsonValue | undefined,
  options: {
    name: unknown;
    key?: string;
    variables: Set<string>;
    isSecret: (key: string) => boolean;
  },
): JsonValue | undefined {
  const { isSecret, key = '', name, variables } = options;
  if (isSecret(key) && typeof value !== 'object') {
    const variable = variableOf(name, key);
    variables.add(variable);
    return `\${${variable}}`;
  }
  if (Array.isArray(value)) {
    return value.map(one => withoutSecrets(one, options) ?? null);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([inner, one]) => [
        inner,
        withoutSecrets(one, { ...options, key: inner }),
      ]),
    );
  }
  if (typeof value === 'string' && hasCredentials(value)) {
    // A password in a URL is a secret as well.
    const url = new URL(value);
    url.username = '';
    url.password = '';
    return url.href;
  }
  return value;
}

function withStandIns(
  value: JsonValue | undefined,
  isSecret: (key: string) => boolean,
  key = '',
): JsonValue {
  if (isSecret(key) && typeof value === 'string') return STAND_IN;
  if (value && typeof value === 'object' && !Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([inner, one]) => [
        inner,
        withStandIns(one, isSecret, inner),
      ]),
    );
  }
  return value ?? null;
}

/**
 * Validates an entry of `infraDashboard.providers` like the configuration, and returns the
 * lines to paste. It stores nothing, connects to nothing and repeats no secret.
 */
export function validateEntry(
  raw: JsonObject,
  registry: PlatformRegistry,
): ProviderValidation {
  const variables = new Set<string>();
  const { name, type } = raw;
  const declared = registry.secretKeysOf(typeof type === 'string' ? type : '');
  const isSecret = (key: string) => isSecretKey(key) || declared.has(key);
  const [entry] = readProviderEntries(
    [
      {
        key: 'entry',
        source: 'settings',
        entries: [withStandIns(raw, isSecret)],
      },
    ],
    DEFAULT_TIMINGS,
  );
  const issues = registry.issuesOf(entry).map(issue => ({
    ...issue,
    key: issue.key.slice(entry.key.length).replace(/^\./, ''),
  }));
  const shown = withoutSecrets(raw, { name, variables, isSecret });
  return {
    ok: issues.length === 0,
    issues,
    snippet: stringify({ infraDashboard: { providers: [shown] } }),
    variables: [...variables],
  };
}
