/** A problem with one key of the configuration. @public */
export interface ConfigIssue {
  /** Full path, such as `infraDashboard.providers[2].namespace`. */
  key: string;
  message: string;
  /** Name of the file, where it is not the configuration of Backstage itself. */
  file?: string;
  line?: number;
}

/** Where a checked value is in the configuration. @public */
export interface ConfigPlace {
  /** Path of the value, such as `infraDashboard.providers[2]`. */
  key: string;
  /** Name of the file, where it is not the configuration of Backstage itself. */
  file?: string;
  /** Line of a key inside of the value. */
  lineOf?(path: ReadonlyArray<PropertyKey>): number | undefined;
}

/** The issue as a person reads it, with its key, and its line where it has one. @public */
export function describeIssue(issue: ConfigIssue): string {
  const { file, key, line, message } = issue;
  const isNamed = [key, message].some(text => file && text.startsWith(file));
  const place = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(file === undefined || isNamed ? [] : [file]),
  ].join(' of ');
  return `${key}: ${message}${place && ` (${place})`}`;
}

/** All of them in one line. @public */
export function describeIssues(issues: readonly ConfigIssue[]): string {
  return issues.map(describeIssue).join('; ');
}
