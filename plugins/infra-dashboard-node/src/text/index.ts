export * from './cleanText';
export { isPlausible } from './isPlausible';
