export interface LoggedRequest {
  cluster: string;
  method: string;
  path: string;
  query: string;
  at: number;
}

export interface RequestFilter {
  cluster?: string;
  method?: string;
  path?: string | RegExp;
}

const LONGEST = 100_000;

/** What was asked of the servers, so that tests can say how much a thing costs upstream. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > LONGEST) this.#requests.shift();
  }

  list(filter: RequestFilter = {}): LoggedRequest[] {
    const { cluster, method, path } = filter;
    return this.#requests.filter(
      request =>
        (cluster === undefined || request.cluster === cluster) &&
        (method === undefined || request.method === method) &&
        (path === undefined ||
          (typeof path === 'string'
            ? request.path.startsWith(path)
            : path.test(request.path))),
    );
  }

  count(filter: RequestFilter = {}): number {
    return this.list(filter).length;
  }

  reset(): void {
    this.#requests = [];
  }
}
