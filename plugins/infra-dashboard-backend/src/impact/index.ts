export { composeImpact } from './composeImpact';
export { MachineFinder, type MachineLink } from './MachineFinder';
