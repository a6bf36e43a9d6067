export * from './cleanText';
export * from './defineFacts';
export * from './defineFields';
export * from './defineMessages';
export {
  reasonOf,
  toCheckTexts,
  toCheckTitle,
  toLimitation,
  toReason,
  type MessageText,
} from './messageFields';
export { isPlausible } from './isPlausible';
export { toFacts } from './toFacts';
export { toRawText } from './toRawText';
