export { NotFound } from './NotFound';
export { NotFoundPage } from './NotFoundPage';
