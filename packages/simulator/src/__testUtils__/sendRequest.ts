import { request as httpRequest } from 'node:http';

export interface RawResponse {
  status: number;
  reason: string;
  headers: Record<string, string>;
  text: string;
  /** Parsed if the response is JSON. */
  body: any;
}

/** Sends a raw request and returns the whole response, including the reason phrase. */
export function sendRequest(
  url: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    signal?: AbortSignal;
  } = {},
): Promise<RawResponse> {
  const { method = 'GET', headers = {}, body, signal } = options;
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, signal, agent: false });
    request.once('error', reject);
    request.once('response', response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', part => {
        text += part;
      });
      response.once('error', reject);
      response.once('end', () => {
        const isJson = response.headers['content-type']?.includes('json');
        try {
          resolve({
            status: response.statusCode ?? 0,
            reason: response.statusMessage ?? '',
            headers: response.headers as Record<string, string>,
            text,
            body: text && isJson ? JSON.parse(text) : undefined,
          });
        } catch (error) {
          reject(error);
        }
      });
    });
    request.end(body);
  });
}
