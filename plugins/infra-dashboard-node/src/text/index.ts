export * from './cleanText';
export * from './credentialEnd';
export * from './defineFacts';
export * from './defineFields';
export * from './defineMessages';
export {
  judgement,
  reasonOf,
  toCheckTexts,
  toCheckTitle,
  toLimitation,
  toReason,
  type Judgement,
  type MessageText,
} from './messageFields';
export * from './mergeMessages';
export { isPlausible } from './isPlausible';
export { toFacts } from './toFacts';
export { toRawText } from './toRawText';
