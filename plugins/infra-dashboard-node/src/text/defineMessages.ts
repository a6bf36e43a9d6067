import {
  formatMessage,
  type Message,
  type MessageParams,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Codes of templates; the plural forms of one message share a code. @public */
export type MessageCode<T> = keyof T extends infer K
  ? K extends `${infer Code}_${'one' | 'other'}`
    ? Code
    : K & string
  : never;

/**
 * Makes messages from English templates, so that text, code and parameters cannot drift
 * apart. Parameters that are absent are not passed on.
 *
 * @example
 * ```ts
 * const message = defineMessages({ 'rows-skipped': '{{count}} rows are invalid' });
 * message('rows-skipped', { count: 2 });
 * // { code: 'rows-skipped', params: { count: 2 }, message: '2 rows are invalid' }
 * ```
 *
 * @public
 */
export function defineMessages<T extends Record<string, string>>(
  templates: T,
): (code: MessageCode<T>, params?: MessageParams) => Message {
  return (code, params) => ({
    code,
    ...(params && { params }),
    message: formatMessage(templates, code, params) ?? code,
  });
}
