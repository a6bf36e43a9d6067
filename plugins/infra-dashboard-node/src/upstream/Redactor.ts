import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Condition,
  Limitation,
  MessageParams,
  ProviderError,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import { isSecretKey } from '../config/isSecretKey';
import { cleanParams } from './cleanParams';
import { decodeLeniently } from './decodeLeniently';

/** Names of credentials: removed from errors, but needed in remedies. */
const NAME_KEY = /^(tokenId|applicationCredentialId)$/;

/** Shorter ones may be ordinary words of a sentence. */
const MIN_SECRET_LENGTH = 4;

function partsOfUrl(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const { host, hostname, username, password } = new URL(text);
  return [
    username,
    password,
    decodeLeniently(username),
    decodeLeniently(password),
    host,
    // One word may be the name of a node as well, which is no secret.
    ...(hostname.includes('.') || hostname.includes(':') ? [hostname] : []),
  ];
}

type IsSecret = (key: string) => boolean;

function* secretsOf(
  value: JsonValue | undefined,
  isSecret: IsSecret,
  key = '',
): Generator<string> {
  if (typeof value === 'string') {
    if (isSecret(key)) yield value;
    if (/^[a-z]+:\/\//i.test(value)) {
      yield value;
      yield* partsOfUrl(value);
    }
  } else if (value && typeof value === 'object') {
    for (const [name, one] of Object.entries(value)) {
      yield* secretsOf(one, isSecret, Array.isArray(value) ? key : name);
    }
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** A longer one may hold a shorter one. */
function longestFirst(secrets: string[]): string[] {
  const all = secrets
    .map(secret => secret.trim())
    // As it is in the text of a JSON object.
    .flatMap(secret => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter(secret => secret.length >= MIN_SECRET_LENGTH);
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

/**
 * A function that removes secrets from a text. Nearly all texts contain none, which one pass
 * finds out: a reading may have tens of thousands, and an entry a hundred secrets.
 */
function remover(secrets: string[]): (text: string) => string {
  if (secrets.length === 0) return text => text;
  const any = new RegExp(secrets.map(escapeRegExp).join('|'));
  return text =>
    any.test(text)
      ? secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text)
      : text;
}

/** Something with a reason for its health: a cluster, node or workload. @public */
export interface Explained {
  /** The reason. */
  statusReason?: string;
  /** Values of its placeholders. */
  reasonParams?: MessageParams;
  /** Conditions of a node, with sentences of the platform. */
  conditions?: Condition[];
}

/**
 * Removes the secrets and addresses of one configuration entry from texts: an upstream server
 * may repeat what it was sent in the reason that it returns. Only a second line of defense; the
 * providers quote as little as they can.
 *
 * @public
 */
export class Redactor {
  readonly #withoutSecrets: (text: string) => string;
  readonly #withoutNames: (text: string) => string;

  /** @param secretKeys - keys of secrets, in addition to those that one knows by their name */
  constructor(settings: JsonObject, secretKeys?: ReadonlySet<string>) {
    const isSecret = (key: string) =>
      isSecretKey(key) || Boolean(secretKeys?.has(key));
    this.#withoutSecrets = remover(
      longestFirst([...secretsOf(settings, isSecret)]),
    );
    const names = Object.entries(settings).flatMap(([key, value]) =>
      NAME_KEY.test(key) && typeof value === 'string' ? [value] : [],
    );
    this.#withoutNames = remover(longestFirst(names));
  }

  text(text: string): string {
    return this.#withoutNames(this.remedy(text));
  }

  /** A command that may name the credentials that it is about. */
  remedy(text: string): string {
    return this.#withoutSecrets(text);
  }

  error(error: ProviderError): ProviderError {
    return {
      ...error,
      message: this.text(error.message),
      ...(error.hint && { hint: this.text(error.hint) }),
      ...this.params(error.params),
      ...(error.hintParams && { hintParams: this.#params(error.hintParams) }),
    };
  }

  /** The same object, but for its limitations. */
  reading<T extends { limitations?: Limitation[] }>(reading: T): T {
    if (!reading.limitations) return reading;
    const limitations = reading.limitations.map(limitation => ({
      ...limitation,
      message: this.text(limitation.message),
      ...(limitation.remedy && { remedy: this.remedy(limitation.remedy) }),
      ...this.params(limitation.params),
      ...this.remedyParams(limitation.remedyParams),
    }));
    return { ...reading, limitations };
  }

  /** The same object where its reason and conditions contain nothing to remove. */
  explained<T extends Explained>(object: T): T {
    const { conditions, reasonParams, statusReason } = object;
    const changed: Explained = {};
    const reason = statusReason && this.text(statusReason);
    if (reason !== statusReason) changed.statusReason = reason;
    const params = reasonParams && this.#params(reasonParams);
    if (params !== reasonParams) changed.reasonParams = params;
    const cleaned = conditions?.map(condition => this.#condition(condition));
    if (cleaned?.some((one, index) => one !== conditions![index])) {
      changed.conditions = cleaned;
    }
    return Object.keys(changed).length > 0 ? { ...object, ...changed } : object;
  }

  #condition(condition: Condition): Condition {
    const { message, params, reason } = condition;
    const cleaned = {
      ...(message && { message: this.text(message) }),
      ...(reason && { reason: this.text(reason) }),
      ...this.params(params),
    };
    return (message && cleaned.message !== message) ||
      (reason && cleaned.reason !== reason) ||
      cleaned.params !== params
      ? { ...condition, ...cleaned }
      : condition;
  }

  /** The parameters of a message, which contain the same texts as the message. */
  params(params: MessageParams | undefined): { params?: MessageParams } {
    return params ? { params: this.#params(params) } : {};
  }

  /** The parameters of a remedy, which may name the credentials as well. */
  remedyParams(params: MessageParams | undefined): {
    remedyParams?: MessageParams;
  } {
    const clean = (text: string) => this.remedy(text);
    return params ? { remedyParams: cleanParams(params, clean) } : {};
  }

  #params(params: MessageParams): MessageParams {
    return cleanParams(params, text => this.text(text));
  }

  logger(logger: LoggerService): LoggerService {
    const clean = (value: JsonValue | undefined): JsonValue | undefined => {
      if (typeof value === 'string') return this.text(value);
      if (Array.isArray(value)) return value.map(one => clean(one) ?? null);
      if (!value || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, clean(one)]),
      );
    };
    const forward =
      (level: 'error' | 'warn' | 'info' | 'debug') =>
      (message: string, meta?: Error | JsonObject) => {
        // The text of an error may contain anything; its name is enough next to the message.
        const safe = meta instanceof Error ? { error: meta.name } : clean(meta);
        const text = this.text(message);
        if (safe) logger[level](text, safe as JsonObject);
        else logger[level](text);
      };
    return {
      error: forward('error'),
      warn: forward('warn'),
      info: forward('info'),
      debug: forward('debug'),
      child: meta => this.logger(logger.child(clean(meta) as JsonObject)),
    };
  }
}
