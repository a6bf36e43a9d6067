export { Sparkline, type SparklineProps } from './Sparkline';
export { isMeasured, shownValue, toSegments } from './toSegments';
