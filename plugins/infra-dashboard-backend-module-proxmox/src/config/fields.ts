import { z } from 'zod';
import {
  coreSchemaText,
  strictObject,
  trimSlashes,
  schemaText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';

const URL_MESSAGE = coreSchemaText('must-be-url-such-as', {
  example: 'https://pve1.example:8006',
});

/** The URL of an address, without the path of the API. */
export const urlSchema = z.string(URL_MESSAGE).transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) {
    context.addIssue(URL_MESSAGE);
    return z.NEVER;
  }
  if (url.username || url.password) {
    context.addIssue(
      coreSchemaText('must-not-contain-credentials', {
        keys: 'tokenId/tokenSecret',
      }),
    );
    return z.NEVER;
  }
  return trimSlashes(`${url.origin}${url.pathname}`).replace(
    /\/api2(\/(json|extjs))?$/,
    '',
  );
});

export const fingerprintSchema = z
  .string(schemaText(message('must-be-fingerprint')))
  .regex(
    /^(sha256[:=]?)?[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i,
    schemaText(message('must-be-fingerprint-digits')),
  );

/** A URL, or an object with a URL and its fingerprint. */
export const endpointSchema = z.preprocess(
  value => (typeof value === 'string' ? { url: value } : value),
  strictObject(
    { url: urlSchema, fingerprint: fingerprintSchema.optional() },
    schemaText(message('must-be-endpoint')),
  ),
);

export const secretSchema = z
  .string(coreSchemaText('must-be-text'))
  .min(1, coreSchemaText('must-not-be-empty-variable'));
