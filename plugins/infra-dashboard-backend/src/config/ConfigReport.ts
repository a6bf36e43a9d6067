import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  describeIssue,
  describeIssues,
  readSection,
  strictObject,
  type ConfigIssue,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';

const ROOT = 'infraDashboard';

const anything = z.unknown().optional();

/** Each section is checked by the part of the backend that uses it. */
const rootSchema = strictObject({
  changes: anything,
  collector: anything,
  configFiles: anything,
  dashboardPath: z.string('must be a path').optional(),
  defaults: anything,
  hardwareInventoryFile: anything,
  history: anything,
  legacyRoutes: anything,
  limits: anything,
  links: anything,
  metrics: anything,
  notifications: anything,
  ownership: anything,
  permissions: anything,
  providers: anything,
});

/**
 * Reads the sections of `infraDashboard` and collects what is wrong with them, for the log and
 * for `GET /health`. Entries of `providers` report their issues themselves.
 */
export class ConfigReport {
  readonly config: RootConfigService;
  readonly #logger: LoggerService;
  readonly #sections = new Map<string, ConfigIssue[]>();

  constructor(options: { config: RootConfigService; logger: LoggerService }) {
    this.config = options.config;
    this.#logger = options.logger;
    this.checkRoot();
  }

  /** Looks for unknown sections; false where there are no sections at all, but a text. */
  checkRoot(): boolean {
    const { issues } = readSection(this.config, ROOT, { schema: rootSchema });
    this.set(ROOT, issues, 'The rest is used');
    return !issues.some(({ key }) => key === ROOT);
  }

  /**
   * Reads a section.
   *
   * @param options - `fallback`: the value where anything is wrong, else wrong keys have their
   *   defaults; `consequence`: what the fallback means, for the log
   */
  read<T>(
    section: string,
    options: { schema: z.ZodType<T>; fallback?: T; consequence: string },
  ): T {
    const key = `${ROOT}.${section}`;
    const { issues, value } = readSection(this.config, key, options);
    this.set(key, issues, options.consequence);
    return value;
  }

  /** What was wrong with a section when it was read last. */
  issuesOf(section: string): readonly ConfigIssue[] {
    return this.#sections.get(`${ROOT}.${section}`) ?? [];
  }

  /** Replaces the issues of a section, and logs them where they are new. */
  set(
    section: string,
    issues: readonly ConfigIssue[],
    consequence: string,
  ): void {
    const before = this.issues.map(describeIssue);
    this.#sections.set(section, [...issues]);
    const isNew = (issue: ConfigIssue) =>
      !before.includes(describeIssue(issue));
    if (issues.some(isNew)) {
      this.#logger.error(
        `The configuration is invalid: ${describeIssues(
          issues,
        )}. ${consequence}`,
      );
    }
  }

  /** What is wrong, each once: sections below a wrong parent all report that parent. */
  get issues(): ConfigIssue[] {
    const all = [...this.#sections.values()].flat();
    return [...new Map(all.map(one => [describeIssue(one), one])).values()];
  }
}
