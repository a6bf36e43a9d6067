export { infraDashboardApiRef } from './infraDashboardApiRef';
export { failureKind, type FailureKind } from './failureKind';
