export * from './cleanText';
export * from './defineMessages';
export { isPlausible } from './isPlausible';
