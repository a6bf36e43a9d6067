export { ChangeSignals } from './ChangeSignals';
export { Viewers } from './Viewers';
