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
export { FaultProxy, type ProxyFault } from './FaultProxy';
export { describePlatform } from './contract/describePlatform';
export type { PlatformUnderTest } from './contract/PlatformUnderTest';
