export {
  EstateSummary,
  type CountLinks,
  type EstateSummaryProps,
} from './EstateSummary';
