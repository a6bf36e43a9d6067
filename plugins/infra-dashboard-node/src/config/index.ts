export { findFile } from './findFile';
export { flag } from './flag';
export { readPem } from './pem';
