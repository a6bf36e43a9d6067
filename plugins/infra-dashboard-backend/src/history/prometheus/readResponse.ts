import {
  cleanText,
  coreMessage,
  parseJson,
  ProviderFailure,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';

export const LABEL = 'Prometheus';

const errorSchema = z.object({ errorType: z.string() });

const responseSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({ values: z.array(z.tuple([z.number(), z.string()])) }),
    ),
  }),
});

/** Prometheus names the kind of error; a proxy returns a page instead. */
function reasonOf(text: string): string {
  try {
    const { errorType } = errorSchema.parse(JSON.parse(text));
    return cleanText(errorType, 40) ?? 'bad_data';
  } catch {
    return 'bad_data';
  }
}

function failureOf(
  { status, text }: Pick<UpstreamResponse, 'status' | 'text'>,
  metric: string,
): ProviderFailure {
  if (status === 400 || status === 422) {
    const params = { label: LABEL, metric, reason: reasonOf(text) };
    return new ProviderFailure(
      'INVALID_RESPONSE',
      coreMessage('prometheus-query-rejected', params),
      { hint: coreMessage('check-prometheus-query') },
    );
  }
  const isDenied = status === 401 || status === 403;
  return new ProviderFailure(
    isDenied ? 'UNAUTHORIZED' : 'UPSTREAM_ERROR',
    coreMessage('prometheus-status', { label: LABEL, status }),
    { hint: coreMessage(isDenied ? 'check-credentials' : 'check-api-url') },
  );
}

/**
 * The values of the only series of a response by time, in milliseconds; none where there is no
 * series. What is no number of things, such as NaN, is not known.
 *
 * @param metric - what the query is about, for messages
 * @throws ProviderFailure
 */
export function readResponse(
  response: Pick<UpstreamResponse, 'status' | 'text'>,
  metric: string,
): Map<number, number> {
  const { status, text } = response;
  if (status !== 200) throw failureOf(response, metric);
  const parsed = responseSchema.safeParse(parseJson(text, LABEL));
  if (!parsed.success) {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      coreMessage('response-not-processed'),
      { hint: coreMessage('check-api-url') },
    );
  }
  const { result } = parsed.data.data;
  if (result.length > 1) {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      coreMessage('prometheus-several-series', {
        ...{ metric, count: result.length },
      }),
      { hint: coreMessage('check-prometheus-query') },
    );
  }
  const values = new Map<number, number>();
  for (const [at, value] of result[0]?.values ?? []) {
    const number = value === '' ? NaN : Number(value);
    if (Number.isFinite(number) && number >= 0) {
      values.set(Math.round(at * 1000), number);
    }
  }
  return values;
}
