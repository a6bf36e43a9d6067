export { composeImpact } from './composeImpact';
export { findMachine, type MachineLink } from './findMachine';
