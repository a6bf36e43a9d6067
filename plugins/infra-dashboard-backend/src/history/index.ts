export type { HistoryQueries } from './HistoryQueries';
export { HistoryService } from './HistoryService';
