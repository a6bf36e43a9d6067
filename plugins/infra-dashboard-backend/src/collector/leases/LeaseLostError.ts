/** The replica no longer holds the lease of a provider, so it must not write its data. */
export class LeaseLostError extends Error {
  readonly name = 'LeaseLostError';

  constructor(readonly provider: string) {
    super(`Another replica reads ${provider} now`);
  }
}
