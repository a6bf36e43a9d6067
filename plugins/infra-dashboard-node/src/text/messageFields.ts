import type {
  ConnectionCheck,
  Health,
  Limitation,
  Message,
  MessageParams,
  NodeStatus,
  StatusReason,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/**
 * A sentence that can be translated, or a text that is the same in every language, such as a
 * command or a word of upstream.
 *
 * @public
 */
export type MessageText = string | Message;

export function textOf(text: MessageText): string {
  return typeof text === 'string' ? text : text.message;
}

export function codeOf(text: MessageText | undefined): string | undefined {
  return typeof text === 'object' ? text.code : undefined;
}

export function paramsOf(
  text: MessageText | undefined,
): MessageParams | undefined {
  return typeof text === 'object' ? text.params : undefined;
}

function toRemedy(
  remedy: MessageText | undefined,
): Pick<Limitation, 'remedy' | 'remedyCode' | 'remedyParams'> {
  if (!remedy) return {};
  const remedyCode = codeOf(remedy);
  const remedyParams = paramsOf(remedy);
  return {
    remedy: textOf(remedy),
    ...(remedyCode && { remedyCode }),
    ...(remedyParams && { remedyParams }),
  };
}

/**
 * A limitation whose code is that of its sentence.
 *
 * @param concerns - what decides where it is shown
 * @public
 */
export function toLimitation(
  text: Message,
  remedy?: MessageText,
  concerns?: Limitation['concerns'],
): Limitation {
  return {
    code: text.code,
    message: text.message,
    ...(text.params && { params: text.params }),
    ...toRemedy(remedy),
    ...(concerns && { concerns }),
  };
}

/** The title of one row of a connection check. @public */
export function toCheckTitle({
  code,
  message,
  params,
}: Message): Pick<
  ConnectionCheck['checks'][number],
  'title' | 'titleCode' | 'titleParams'
> {
  return {
    title: message,
    titleCode: code,
    ...(params && { titleParams: params }),
  };
}

/** The texts of one row of a connection check. @public */
export function toCheckTexts(
  text?: MessageText,
  remedy?: MessageText,
): Pick<
  ConnectionCheck['checks'][number],
  | 'message'
  | 'messageCode'
  | 'params'
  | 'remedy'
  | 'remedyCode'
  | 'remedyParams'
> {
  const messageCode = codeOf(text);
  const params = paramsOf(text);
  return {
    ...(text && { message: textOf(text) }),
    ...(messageCode && { messageCode }),
    ...(params && { params }),
    ...toRemedy(remedy),
  };
}

/** Why a cluster, node or workload has its health. @public */
export function toReason(
  reason: MessageText | undefined,
): Pick<NodeStatus, 'statusReason' | 'reasonCode' | 'reasonParams'> {
  if (reason === undefined) return {};
  if (typeof reason === 'string') return { statusReason: reason };
  const { code, message, params } = reason;
  return {
    statusReason: message,
    reasonCode: code,
    ...(params && { reasonParams: params }),
  };
}

/** A health with the reason for it. @public */
export type Judgement = { health: Health } & ReturnType<typeof toReason>;

/** Makes the health of a cluster, node or workload, with the reason for it. @public */
export function judgement(health: Health, reason?: MessageText): Judgement {
  return { health, ...toReason(reason) };
}

/** The reason of a cluster, node or workload; a plain text where it has no code. @public */
export function reasonOf({
  reasonCode: code,
  reasonParams: params,
  statusReason: message,
}: StatusReason): MessageText | undefined {
  return message && code
    ? { code, message, ...(params && { params }) }
    : message;
}
