import { z } from 'zod';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { misconfigured } from '../failures';
import { message } from '../messages';
import { parseYaml } from './parseYaml';

const GROUP = 'client.authentication.k8s.io';

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);

const specSchema = z
  .object({
    apiVersion: z.enum([`${GROUP}/v1`, `${GROUP}/v1beta1`]),
    command: z.string().min(1),
    args: z.array(z.string()).nullish(),
    env: z
      .array(
        z.object({
          name: z.string().min(1),
          value: text.transform((value = '') => value),
        }),
      )
      .nullish(),
    interactiveMode: z
      .enum(['', 'Never', 'IfAvailable', 'Always'])
      .nullish()
      .transform(value => value || undefined),
    provideClusterInfo: z.boolean().nullish(),
    installHint: z.string().nullish(),
  })
  .refine(
    ({ apiVersion, interactiveMode }) =>
      interactiveMode || apiVersion.endsWith('beta1'),
  );

/** The `exec` entry of a kubeconfig user. */
export type ExecSpec = z.output<typeof specSchema>;

/** @throws ProviderFailure for what kubectl refuses as well */
export function parseExecSpec(spec: unknown): ExecSpec {
  const { data } = specSchema.safeParse(spec);
  if (data) return data;
  throw misconfigured(message('plugin-incomplete'), message('complete-plugin'));
}

const outputSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('ExecCredential').optional(),
  status: z
    .object({
      token: text,
      clientCertificateData: text,
      clientKeyData: text,
      expirationTimestamp: text.transform(value =>
        value === undefined ? undefined : Date.parse(value),
      ),
    })
    .refine(
      ({ token, clientCertificateData: cert, clientKeyData: key }) =>
        (token || cert) && !cert === !key,
    )
    .refine(
      ({ expirationTimestamp: end }) =>
        end === undefined || Number.isFinite(end),
    ),
});

/** The credentials that a plugin prints. */
export interface ExecCredential {
  token?: string;
  /** PEM */
  cert?: string;
  /** PEM */
  key?: string;
  /** Milliseconds since the epoch. */
  expiresAt?: number;
}

/**
 * Reads what a plugin printed, which may be JSON or YAML.
 *
 * @throws ProviderFailure for what kubectl refuses as well; it does not quote the output
 */
export function parseExecOutput(
  output: string,
  { apiVersion, plugin }: { apiVersion: string; plugin: string },
): ExecCredential {
  try {
    const parsed = outputSchema.parse(parseYaml(output));
    if (parsed.apiVersion === apiVersion) {
      const { status } = parsed;
      return {
        token: status.token,
        cert: status.clientCertificateData,
        key: status.clientKeyData,
        ...(status.expirationTimestamp !== undefined && {
          expiresAt: status.expirationTimestamp,
        }),
      };
    }
  } catch {
    // The parser's message quotes the output.
  }
  throw new ProviderFailure(
    'INVALID_RESPONSE',
    message('plugin-output-invalid', { plugin, apiVersion }),
  );
}
