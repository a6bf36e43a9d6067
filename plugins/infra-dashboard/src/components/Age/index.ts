export { DataAge, type DataAgeProps } from './DataAge';
export { TimeAgo, type TimeAgoProps } from './TimeAgo';
export { Since, type SinceProps } from './Since';
