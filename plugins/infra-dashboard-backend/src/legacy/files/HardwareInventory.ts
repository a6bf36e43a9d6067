import type { LoggerService } from '@backstage/backend-plugin-api';
import { coreSchemaText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import type { ConfigReport } from '../../config/ConfigReport';
import { JsonFile } from './JsonFile';

const SECTION = 'hardwareInventoryFile';
const KEY = `infraDashboard.${SECTION}`;
const CONSEQUENCE =
  'Manufacturer and product of nodes are those that their platform reports';

const pathSchema = z.string(coreSchemaText('must-be-file-name')).optional();

const hardwareSchema = z.object({
  manufacturer: z.string().optional(),
  productName: z.string().optional(),
  cpuModel: z.string().optional(),
});

/** What hardware_inventory.json contains about a node. */
export type Hardware = z.infer<typeof hardwareSchema>;

function entryOf(content: unknown, key: string): unknown {
  return content && typeof content === 'object' && Object.hasOwn(content, key)
    ? (content as Record<string, unknown>)[key]
    : undefined;
}

/**
 * The earlier dashboard's hardware_inventory.json: manufacturer and product of nodes, by
 * cluster and node or by node alone.
 */
export class HardwareInventory {
  readonly #file: JsonFile | undefined;
  readonly #report: ConfigReport;
  #content: unknown;

  constructor(options: { report: ConfigReport; logger: LoggerService }) {
    const { logger, report } = options;
    this.#report = report;
    const path = report.read(SECTION, {
      schema: pathSchema,
      consequence: CONSEQUENCE,
    });
    this.#file = path ? new JsonFile(path, { key: KEY, logger }) : undefined;
  }

  async open(): Promise<void> {
    await this.#read();
    await this.#file?.watch(() => this.#read());
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  /** The entry under the cluster takes precedence over one for the node alone. */
  find(cluster: string, node: string): Hardware {
    const found =
      entryOf(entryOf(this.#content, cluster), node) ??
      entryOf(this.#content, node);
    const parsed = hardwareSchema.safeParse(found);
    return parsed.success ? parsed.data : {};
  }

  async #read(): Promise<void> {
    if (!this.#file) return;
    const { issue, value } = await this.#file.read();
    this.#content = value;
    this.#report.set(KEY, issue ? [issue] : [], CONSEQUENCE);
  }
}
