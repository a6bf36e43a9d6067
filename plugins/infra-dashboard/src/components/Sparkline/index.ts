export { Sparkline, type SparklineProps } from './Sparkline';
export { isMeasured, shownValue } from './toSegments';
