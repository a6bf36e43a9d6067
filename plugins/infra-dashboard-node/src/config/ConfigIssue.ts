import type {
  Message,
  ProviderIssue,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { coreMessage } from '../messages';

/** A problem with one key of the configuration: `key` is its full path. @public */
export interface ConfigIssue extends ProviderIssue {}

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
export function toIssueMessage(issue: ConfigIssue): Message {
  const { file, key, line, message, messageCode: code, params } = issue;
  const problem = code ? { code, message, params } : message;
  const isNamed = [key, message].some(text => file && text.startsWith(file));
  if (file === undefined || isNamed) {
    return line === undefined
      ? coreMessage('config-issue', { key, problem })
      : coreMessage('config-issue-line', { key, problem, line });
  }
  return line === undefined
    ? coreMessage('config-issue-file', { key, problem, file })
    : coreMessage('config-issue-line-of-file', { key, problem, line, file });
}

/** All of them in one sentence, for people only. @public */
export function toIssuesMessage(issues: readonly ConfigIssue[]): Message {
  const messages = issues.map(toIssueMessage);
  return messages.length === 1
    ? messages[0]
    : coreMessage('config-issues', { issues: messages });
}

/** The issue in English. @public */
export function describeIssue(issue: ConfigIssue): string {
  return toIssueMessage(issue).message;
}

/** All of them in one line, in English. @public */
export function describeIssues(issues: readonly ConfigIssue[]): string {
  return toIssuesMessage(issues).message;
}
