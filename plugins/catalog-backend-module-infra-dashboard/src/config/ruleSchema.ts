import {
  flag,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { compileGlob } from './compileGlob';
import { entityRef } from './entityRef';
import type { Rule } from './types';

const patterns = z
  .union([z.string(), z.array(z.string())], 'must be a text or a list of texts')
  .transform(texts => [texts].flat().map(compileGlob))
  .optional();

function isUrl(template: string): boolean {
  const sample = template.replace(/\{(cluster|node|id)\}/g, 'x');
  return /^https?:\/\//i.test(sample) && URL.canParse(sample);
}

const urlTemplate = z
  .string('must be a URL')
  .refine(isUrl, 'must be a URL that begins with http:// or https://')
  .optional();

/** One entry of `rules`. */
export const ruleSchema = strictObject({
  cluster: patterns,
  type: patterns,
  node: patterns,
  include: flag,
  nodes: flag,
  owner: entityRef('Group'),
  system: entityRef('System'),
  domain: entityRef('Domain'),
  consoleUrl: urlTemplate,
  nodeConsoleUrl: urlTemplate,
}).transform(({ cluster, type, node, ...effects }): Rule => {
  return { cluster, type, node, effects };
});
