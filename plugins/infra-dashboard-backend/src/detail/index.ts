export { DetailDoor } from './DetailDoor';
export type { DetailResult } from './DetailResult';
