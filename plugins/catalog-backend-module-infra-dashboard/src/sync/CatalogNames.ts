import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { batchesOf } from './batchesOf';

/** References in one request. */
const BATCH = 500;

/** Where entities of this module come from, as the catalog shows it. */
const OWN_SOURCE = 'infra-dashboard';

/** What the catalog has of some references. */
export interface HeldNames {
  /** References of entities that it does not have. */
  missing: Set<string>;
  /** Where an entity of that reference comes from, if from elsewhere. */
  foreign: Map<string, string>;
}

function sourceOf({ metadata: { annotations = {} } }: Entity): string {
  return (
    annotations[ANNOTATION_ORIGIN_LOCATION] ??
    annotations[ANNOTATION_LOCATION] ??
    'an unknown source'
  );
}

function isOwn(source: string): boolean {
  try {
    return parseLocationRef(source).type === OWN_SOURCE;
  } catch {
    return false;
  }
}

/** Finds out what became of entities that were handed over: the catalog does not say it of a delta. */
export class CatalogNames {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  constructor(options: { auth: AuthService; catalog: CatalogService }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  async read(entityRefs: string[]): Promise<HeldNames> {
    const missing = new Set<string>();
    const foreign = new Map<string, string>();
    const credentials = await this.#auth.getOwnServiceCredentials();
    for (const batch of batchesOf(entityRefs, BATCH)) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: batch, fields: ['metadata.annotations'] },
        { credentials },
      );
      batch.forEach((ref, index) => {
        const entity = items[index];
        if (!entity) missing.add(ref);
        else if (!isOwn(sourceOf(entity))) foreign.set(ref, sourceOf(entity));
      });
    }
    return { missing, foreign };
  }
}
