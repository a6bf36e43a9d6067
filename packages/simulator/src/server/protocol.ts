import type { Clock } from '../fleet/derive';
import type { Cluster } from '../fleet/schema';
import type { ChangeLog, SnapshotEntry } from './ChangeLog';
import type { Memo } from './Memo';
import type { TokenStore } from './TokenStore';

/** A request as the protocol handlers see it. */
export interface SimulatedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: string;
  /** Scheme, host and port under which the server was reached. */
  origin: string;
}

/** The stream of a long-running response. */
export interface ResponseStream {
  write(text: string): void;
  end(): void;
}

/** A response; an object as body is sent as JSON. */
export interface SimulatedResponse {
  status: number;
  reason?: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** In place of the body; returns what to do when the caller hangs up. */
  stream?(stream: ResponseStream): () => void;
}

/** The context of a request handler. */
export interface HandlerContext<C extends Cluster = Cluster> {
  cluster: C;
  clock: Clock;
  tokens: TokenStore;
  /** Results that hold until the cluster is changed. */
  memo: Memo;
  /** Changes since the start. */
  changes: ChangeLog;
}

/** One platform's API. */
export interface Protocol<C extends Cluster = Cluster> {
  handle(
    request: SimulatedRequest,
    context: HandlerContext<C>,
  ): SimulatedResponse;
  /** The response to credentials that are no longer valid. */
  refuse(
    request: SimulatedRequest,
    context: HandlerContext<C>,
  ): SimulatedResponse;
  /** Objects by key, to detect changes. */
  snapshot?(context: HandlerContext<C>): Map<string, SnapshotEntry>;
}
