import { z } from 'zod';

/** The fields of `GET /platforms` that the catalog needs. */
export const platformRowSchema = z.object({
  type: z.string(),
  title: z.string(),
  terms: z.object({ node: z.string() }),
  catalog: z
    .object({ cluster: z.string().optional(), node: z.string().optional() })
    .optional(),
  facts: z
    .record(
      z.string(),
      z.object({ catalog: z.enum(['annotation', 'label']).optional() }),
    )
    .optional(),
});

/** Names of a platform, its clusters and its nodes in entities. */
export interface PlatformNames {
  title: string;
  clusterType: string;
  nodeType: string;
  nodeTitle: string;
  /** Keys of metadata that entities have, and what they become. */
  facts: Readonly<Record<string, 'annotation' | 'label'>>;
}

/** Names of a platform; made of its type where the backend does not describe it. */
export function platformNames(
  type: string,
  platforms: ReadonlyArray<z.output<typeof platformRowSchema>>,
): PlatformNames {
  const platform = platforms.find(one => one.type === type);
  return {
    title: platform?.title ?? type,
    clusterType: platform?.catalog?.cluster ?? `${type}-cluster`,
    nodeType: platform?.catalog?.node ?? `${type}-node`,
    nodeTitle: platform?.terms.node ?? 'node',
    facts: Object.fromEntries(
      Object.entries(platform?.facts ?? {}).flatMap(([key, { catalog }]) =>
        catalog ? [[key, catalog]] : [],
      ),
    ),
  };
}
