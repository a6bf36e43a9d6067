export { EstateSummary, type EstateSummaryProps } from './EstateSummary';
