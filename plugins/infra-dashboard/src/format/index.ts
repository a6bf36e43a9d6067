export type { Format } from './createFormat';
export { useFormat } from './useFormat';
