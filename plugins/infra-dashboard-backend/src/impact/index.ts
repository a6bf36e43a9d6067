export { composeImpact, toReference } from './composeImpact';
export { findPlaces } from './findPlaces';
