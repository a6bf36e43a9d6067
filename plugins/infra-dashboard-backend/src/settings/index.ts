export { ProviderSwitches } from './ProviderSwitches';
export { validateEntry } from './validateEntry';
