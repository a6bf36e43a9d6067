export { EstateSearch } from './EstateSearch';
