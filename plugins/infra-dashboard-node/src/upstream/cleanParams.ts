import type {
  Message,
  MessageParam,
  MessageParams,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

type Clean = (text: string) => string;

function cleanMessage(message: Message, clean: Clean): Message {
  const params = message.params && cleanParams(message.params, clean);
  const text = clean(message.message);
  return text === message.message && params === message.params
    ? message
    : { ...message, message: text, ...(params && { params }) };
}

function cleanParam<T extends MessageParam>(value: T, clean: Clean): T;
function cleanParam(value: MessageParam, clean: Clean): MessageParam {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return clean(value);
  if (!Array.isArray(value)) return cleanMessage(value as Message, clean);
  const cleaned = value.map(one => cleanParam(one, clean));
  return cleaned.every((one, index) => one === value[index]) ? value : cleaned;
}

/** Parameters with each text cleaned; the same object where nothing changes. */
export function cleanParams(
  params: MessageParams,
  clean: Clean,
): MessageParams {
  const cleaned = Object.entries(params).map(
    ([name, value]) => [name, cleanParam(value, clean)] as const,
  );
  return cleaned.every(([name, value]) => value === params[name])
    ? params
    : Object.fromEntries(cleaned);
}
