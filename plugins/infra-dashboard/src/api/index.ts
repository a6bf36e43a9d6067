export { infraDashboardApiRef } from './infraDashboardApiRef';
export {
  failureKind,
  failureMessage,
  isDenied,
  type FailureKind,
} from './failures';
