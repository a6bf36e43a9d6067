export type { HistoryReader } from './HistoryReader';
export { HistoryService } from './HistoryService';
