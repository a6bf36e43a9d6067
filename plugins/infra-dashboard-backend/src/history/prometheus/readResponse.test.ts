import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readResponse } from './readResponse';

interface Recorded {
  status: number;
  body: string;
}

/** Responses of a real server, written by conformance/prometheus.conformance.ts. */
const { start, ...recorded }: { start: number } & Record<string, Recorded> =
  JSON.parse(
    readFileSync(
      resolve(__dirname, '__fixtures__/prometheus-2.42.json'),
      'utf8',
    ),
  );

const read = (name: string) => {
  const { body: text, status } = recorded[name];
  return readResponse({ status, text }, 'cpu');
};

describe('the responses of Prometheus 2.42', () => {
  it('have values by time, none for what is not known', () => {
    const times = [0, 300, 600].map(seconds => (start + seconds) * 1000);
    expect([...read('one')]).toEqual(times.map(at => [at, 8]));
    expect(read('none').size).toBe(0);
    expect(read('notANumber').size).toBe(0);
  });

  it.each([
    ['several', 'The query for cpu returns 4 series instead of one'],
    ['malformed', 'Prometheus rejects the query for cpu (bad_data)'],
    ['ambiguous', 'Prometheus rejects the query for cpu (execution)'],
  ])('are a failure where the query is wrong: %s', (name, message) => {
    expect(() => read(name)).toThrow(
      expect.objectContaining({ message, code: 'INVALID_RESPONSE' }),
    );
  });
});
