export { EntityVerdict } from './EntityVerdict';
