/** How a page handles a failed request to the plugin's backend. */
export type FailureKind =
  | 'invalid'
  | 'denied'
  | 'signed-out'
  | 'not-found'
  | 'rate-limited'
  | 'other';

const KIND_BY_STATUS: Record<number, FailureKind> = {
  400: 'invalid',
  401: 'signed-out',
  403: 'denied',
  404: 'not-found',
  429: 'rate-limited',
};

/** Sorts the `ResponseError` of a request into what the page does about it. */
export function failureKind(error: unknown): FailureKind {
  const { statusCode } = (error ?? {}) as { statusCode?: number };
  return KIND_BY_STATUS[statusCode ?? 0] ?? 'other';
}

/** Whether the user may not see what was requested, as far as the backend knows the user. */
export function isDenied(error: unknown): boolean {
  const kind = failureKind(error);
  return kind === 'denied' || kind === 'signed-out';
}

/** The error message of the backend, or the status when there is none. */
export function failureMessage(error: Error): string {
  const { body } = error as { body?: { error?: { message?: string } } };
  return body?.error?.message || error.message;
}
