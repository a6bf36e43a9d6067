export { TopPanel } from './TopPanel';
