export {
  OverviewSummary,
  type CountLinks,
  type OverviewSummaryProps,
} from './OverviewSummary';
