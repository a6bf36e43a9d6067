import { z } from 'zod';
import {
  coreSchemaText,
  flag,
  hasCredentials,
  readPem,
  strictObject,
  schemaText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from './messages';

const text = (example: string) =>
  z
    .string(coreSchemaText('must-be-text-such-as', { example }))
    .trim()
    .min(1, coreSchemaText('must-not-be-empty'))
    .optional();

/** Exactly one of these keys defines where the cluster is. */
const SOURCES = ['kubeConfigPath', 'inCluster', 'url'] as const;

/** Keys that belong to one of the sources. */
const BELONGS_TO: Record<string, (typeof SOURCES)[number]> = {
  kubeConfigContext: 'kubeConfigPath',
  serviceAccountToken: 'url',
  serviceAccountTokenFile: 'url',
  caData: 'url',
  caFile: 'url',
};

const keysSchema = strictObject({
  kubeConfigPath: text('./kubeconfig'),
  kubeConfigContext: text('prod'),
  inCluster: flag,
  url: z
    .url({
      protocol: /^https?$/,
      error: coreSchemaText('must-be-url-such-as', {
        example: 'https://k8s.example:6443',
      }),
    })
    .refine(
      url => !hasCredentials(url),
      coreSchemaText('must-not-contain-credentials', {
        keys: 'serviceAccountToken',
      }),
    )
    .optional(),
  serviceAccountToken: z
    .string(schemaText(message('must-be-service-account')))
    .trim()
    .min(1, coreSchemaText('must-not-be-empty-variable'))
    .regex(/^[\x21-\x7e]*$/, coreSchemaText('must-not-contain-spaces'))
    .optional(),
  serviceAccountTokenFile: text('/var/run/secrets/token'),
  caData: text('a certificate in PEM, or that in base64').refine(
    value => value === undefined || readPem(value) !== undefined,
    coreSchemaText('must-be-pem'),
  ),
  caFile: text('/etc/ssl/cluster-ca.pem'),
  skipTLSVerify: flag,
  namespace: z
    .string(schemaText(message('must-be-namespace')))
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, {
      error: schemaText(message('must-be-one-namespace')),
    })
    .optional(),
  skipMetrics: flag,
  skipWatch: flag,
});

/**
 * One entry of `infraDashboard.providers` of type kubernetes: a kubeconfig file, the service
 * account of the pod that this backend runs in, or a URL with a token.
 */
export const kubernetesConfigSchema = keysSchema.superRefine(
  (config, context) => {
    const issue = (key: string, problem: string) =>
      context.addIssue({ code: 'custom', path: [key], message: problem });
    const given = SOURCES.filter(
      key => config[key] !== undefined && config[key] !== false,
    );
    if (given.length === 0) {
      issue('kubeConfigPath', schemaText(message('source-required')));
      return;
    }
    for (const key of given.slice(1)) {
      issue(key, coreSchemaText('cannot-be-combined', { other: given[0] }));
    }
    for (const [key, source] of Object.entries(BELONGS_TO)) {
      if (config[key as keyof typeof config] && !given.includes(source)) {
        issue(key, schemaText(message('belongs-to', { source })));
      }
    }
    if (config.serviceAccountToken && config.serviceAccountTokenFile) {
      issue(
        'serviceAccountTokenFile',
        coreSchemaText('cannot-be-combined', { other: 'serviceAccountToken' }),
      );
    }
    if (config.caData && config.caFile) {
      issue(
        'caFile',
        coreSchemaText('cannot-be-combined', { other: 'caData' }),
      );
    }
    if (
      config.url &&
      !config.serviceAccountToken &&
      !config.serviceAccountTokenFile
    ) {
      issue('serviceAccountToken', schemaText(message('token-required')));
    }
  },
);

/** A checked entry; see `config.d.ts` for what each key means. */
export type KubernetesConfig = z.output<typeof kubernetesConfigSchema>;
