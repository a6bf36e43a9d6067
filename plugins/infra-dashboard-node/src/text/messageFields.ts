import type {
  ConnectionCheck,
  Limitation,
  Message,
  MessageParams,
  NodeStatus,
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

/** Parameters of sentences that are reported together; those of later ones win. */
export function mergeParams(...texts: Array<MessageText | undefined>): {
  params?: MessageParams;
} {
  const params: MessageParams = Object.assign(
    {},
    ...texts.map(text => (typeof text === 'object' ? text.params : undefined)),
  );
  return Object.keys(params).length > 0 ? { params } : {};
}

function toRemedy(
  remedy: MessageText | undefined,
): Pick<Limitation, 'remedy' | 'remedyCode'> {
  if (!remedy) return {};
  const remedyCode = codeOf(remedy);
  return { remedy: textOf(remedy), ...(remedyCode && { remedyCode }) };
}

/** A limitation whose code is that of its sentence. @public */
export function toLimitation(text: Message, remedy?: MessageText): Limitation {
  return {
    code: text.code,
    message: text.message,
    ...toRemedy(remedy),
    ...mergeParams(remedy, text),
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
  'message' | 'messageCode' | 'remedy' | 'remedyCode' | 'params'
> {
  const messageCode = codeOf(text);
  return {
    ...(text && { message: textOf(text) }),
    ...(messageCode && { messageCode }),
    ...toRemedy(remedy),
    ...mergeParams(remedy, text),
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
