export { HistoryPanel } from './HistoryPanel';
export { useHistoryWords } from './useHistoryWords';
