export { createCertificate } from './createCertificate';
export {
  createTestContext,
  type TestContextOptions,
} from './createTestContext';
export {
  PartReader,
  type PartReadOptions,
  type TopologyReading,
} from './PartReader';
export { readAll, readOne } from './readAll';
export { waitFor } from './waitFor';
export { FaultProxy } from './FaultProxy';
export type { ProxyFault } from './injectFault';
export { describePlatform } from './contract/describePlatform';
export type {
  PlatformUnderTest,
  ServerUnderTest,
} from './contract/PlatformUnderTest';
