import { z } from 'zod';
import {
  coreSchemaText,
  flag,
  hasCredentials,
  readPem,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

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
    .string('must be the token of a service account')
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
    .string('must be the name of a namespace')
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, {
      error: 'must be the name of one namespace',
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
    const issue = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    const given = SOURCES.filter(
      key => config[key] !== undefined && config[key] !== false,
    );
    if (given.length === 0) {
      issue(
        'kubeConfigPath',
        'one of kubeConfigPath, inCluster: true or url with serviceAccountToken is required',
      );
      return;
    }
    for (const key of given.slice(1)) {
      issue(key, coreSchemaText('cannot-be-combined', { other: given[0] }));
    }
    for (const [key, source] of Object.entries(BELONGS_TO)) {
      if (config[key as keyof typeof config] && !given.includes(source)) {
        issue(key, `belongs to ${source}, which is not set`);
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
      issue(
        'serviceAccountToken',
        'is required with url, or serviceAccountTokenFile instead of it; is its environment variable set?',
      );
    }
  },
);

/** A checked entry; see `config.d.ts` for what each key means. */
export type KubernetesConfig = z.output<typeof kubernetesConfigSchema>;
