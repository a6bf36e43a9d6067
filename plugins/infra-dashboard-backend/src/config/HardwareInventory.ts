import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { z } from 'zod';
import { JsonFile } from './JsonFile';

const hardwareSchema = z.object({
  manufacturer: z.string().optional(),
  productName: z.string().optional(),
  cpuModel: z.string().optional(),
});

/** What hardware_inventory.json says of a node. */
export type Hardware = z.infer<typeof hardwareSchema>;

function entryOf(content: unknown, key: string): unknown {
  return content && typeof content === 'object' && Object.hasOwn(content, key)
    ? (content as Record<string, unknown>)[key]
    : undefined;
}

/**
 * The earlier dashboard's hardware_inventory.json: manufacturer and product of nodes, by
 * cluster and node or by node alone. A missing or broken file is empty.
 */
export class HardwareInventory {
  readonly #file: JsonFile | undefined;
  #content: unknown;

  static fromConfig(
    config: RootConfigService,
    logger: LoggerService,
  ): HardwareInventory {
    const path = config.getOptional('infraDashboard.hardwareInventoryFile');
    if (path !== undefined && typeof path !== 'string') {
      logger.error('infraDashboard.hardwareInventoryFile: must be a file name');
      return new HardwareInventory(undefined);
    }
    return new HardwareInventory(path ? new JsonFile(path, logger) : undefined);
  }

  private constructor(file: JsonFile | undefined) {
    this.#file = file;
  }

  async open(): Promise<void> {
    this.#content = await this.#file?.read();
    await this.#file?.watch(async () => {
      this.#content = await this.#file?.read();
    });
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  /** The entry under the cluster wins over one for the node alone. */
  find(cluster: string, node: string): Hardware {
    const found =
      entryOf(entryOf(this.#content, cluster), node) ??
      entryOf(this.#content, node);
    const parsed = hardwareSchema.safeParse(found);
    return parsed.success ? parsed.data : {};
  }
}
