export { homeExtensions } from './extensions';
