export { OpenStackProvider, openstackProviderFactory } from './provider';
export { openstackConfigSchema, type OpenStackConfig } from './config';
