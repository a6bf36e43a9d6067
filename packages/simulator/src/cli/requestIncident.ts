import type { IncidentTarget } from '../incidents/Incident';

/**
 * Lets a simulator that runs play an incident.
 *
 * @returns what happens, for people
 * @throws Error with what is wrong
 */
export async function requestIncident(
  origin: string,
  name: string | undefined,
  options: IncidentTarget & { speed: number },
): Promise<string> {
  let response: Response;
  try {
    response = await fetch(
      `${origin}/incidents/${encodeURIComponent(name ?? 'node-down')}`,
      { method: 'POST', body: JSON.stringify(options) },
    );
  } catch {
    throw new Error(
      `No simulator with --control responds at ${origin}; is --base-port right?`,
    );
  }
  const { error, title } = (await response.json()) as {
    error?: string;
    title?: string;
  };
  if (!response.ok) throw new Error(error ?? `Status ${response.status}`);
  return `${title}. It ends by itself.`;
}
