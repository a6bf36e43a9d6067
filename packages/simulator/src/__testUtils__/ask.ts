import { request as httpRequest } from 'node:http';

export interface Asked {
  status: number;
  reason: string;
  headers: Record<string, string>;
  text: string;
  /** Parsed where the answer is JSON. */
  body: any;
}

/** Sends a request as it is, and shows all of the answer, the reason phrase as well. */
export function ask(
  url: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    signal?: AbortSignal;
  } = {},
): Promise<Asked> {
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
