import { explainStartFailure } from './explainStartFailure';

/**
 * Starts a backend. Backstage logs a start that fails and goes on without serving anything; the
 * process ends instead, so that a restart policy acts.
 */
export async function startOrExit(backend: {
  start(): Promise<unknown>;
}): Promise<void> {
  try {
    await backend.start();
  } catch (error) {
    // Ends once the text is written, which takes a moment where the log is a pipe.
    process.stderr.write(`${explainStartFailure(error)}\n`, () =>
      process.exit(1),
    );
  }
}
