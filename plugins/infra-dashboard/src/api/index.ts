export { infraDashboardApiRef } from './infraDashboardApiRef';
export { failureKind, failureMessage, type FailureKind } from './failures';
