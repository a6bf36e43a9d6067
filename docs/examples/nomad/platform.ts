import {
  strictObject,
  type Platform,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { de } from './messages';
import { NomadProvider, type NomadConfig } from './NomadProvider';

export const nomadPlatform: Platform<NomadConfig> = {
  type: 'nomad',
  title: 'Nomad',
  icon: 'stack',
  terms: {
    cluster: 'region',
    node: 'client',
    namespace: 'namespace',
    requested: 'allocated',
  },
  workloadTypes: [
    {
      type: 'allocation',
      title: 'Allocation',
      role: 'replica',
      aliases: ['alloc'], // other words that find it in a search
    },
  ],
  columns: ['cluster', 'namespace', 'node'],
  fields: [
    {
      key: 'url',
      label: 'API URL',
      required: true,
      example: 'https://nomad.example:4646',
    },
    { key: 'token', label: 'ACL token', type: 'secret', required: true },
  ],
  messages: { de },
  // An unknown key is an error that names the nearest known one.
  configSchema: strictObject({
    url: z.url({
      protocol: /^https?$/,
      error: 'must be a URL such as https://nomad.example:4646',
    }),
    token: z
      .string('must be a text; is its environment variable set?')
      .min(1, 'must not be empty'),
  }),
  create: context => new NomadProvider(context),
};
