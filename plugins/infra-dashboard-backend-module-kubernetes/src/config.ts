import { z } from 'zod';
import {
  flag,
  hasCredentials,
  readPem,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

const text = (example: string) =>
  z
    .string(`must be a text such as ${example}`)
    .trim()
    .min(1, 'must not be empty')
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
      error: 'must be a URL such as https://k8s.example:6443',
    })
    .refine(
      url => !hasCredentials(url),
      'must not contain credentials; use serviceAccountToken for them',
    )
    .optional(),
  serviceAccountToken: z
    .string('must be the token of a service account')
    .trim()
    .min(1, 'must not be empty; is its environment variable set?')
    .regex(/^[\x21-\x7e]*$/, 'must not contain line breaks, spaces or quotes')
    .optional(),
  serviceAccountTokenFile: text('/var/run/secrets/token'),
  caData: text('a certificate in PEM, or that in base64').refine(
    value => value === undefined || readPem(value) !== undefined,
    'must be a certificate in PEM, or that in base64',
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
      issue(key, `cannot be set together with ${given[0]}; choose one`);
    }
    for (const [key, source] of Object.entries(BELONGS_TO)) {
      if (config[key as keyof typeof config] && !given.includes(source)) {
        issue(key, `belongs to ${source}, which is not set`);
      }
    }
    if (config.serviceAccountToken && config.serviceAccountTokenFile) {
      issue(
        'serviceAccountTokenFile',
        'cannot be set together with serviceAccountToken; choose one',
      );
    }
    if (config.caData && config.caFile) {
      issue('caFile', 'cannot be set together with caData; choose one');
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
