export { composeImpact } from './composeImpact';
