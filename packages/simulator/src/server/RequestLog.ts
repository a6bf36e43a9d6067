import { fitsPath } from './FaultList';

export interface LoggedRequest {
  cluster: string;
  method: string;
  path: string;
  /** With its question mark; empty where there is none. */
  query: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface RequestFilter {
  cluster?: string;
  method?: string;
  /** Start of the path, or a pattern. */
  path?: string | RegExp;
}

const MAX_REQUESTS = 100_000;

/** The log of received requests, so that tests can check the number of upstream requests. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > MAX_REQUESTS) {
      this.#requests = this.#requests.slice(MAX_REQUESTS / 2);
    }
  }

  list(filter: RequestFilter = {}): LoggedRequest[] {
    const { cluster, method, path } = filter;
    return this.#requests.filter(
      request =>
        (cluster === undefined || request.cluster === cluster) &&
        (method === undefined || request.method === method) &&
        fitsPath(path, request.path),
    );
  }

  count(filter: RequestFilter = {}): number {
    return this.list(filter).length;
  }

  reset(): void {
    this.#requests = [];
  }
}
