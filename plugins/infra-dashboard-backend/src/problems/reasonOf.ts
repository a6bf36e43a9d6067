import type { ProviderError } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** What a problem says of the error that it is about. */
export function reasonOf(error: ProviderError) {
  const { code, hint, hintCode, hintParams, message, messageCode, params } =
    error;
  return {
    status: code,
    ...{ statusReason: message, reasonCode: messageCode },
    reasonParams: messageCode ? params : undefined,
    ...{ hint, hintCode },
    params: hintParams,
  };
}
