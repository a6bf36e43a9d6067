export { StorageList, type StorageListProps } from './StorageList';
