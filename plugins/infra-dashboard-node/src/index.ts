/**
 * Provider interface and extension point of the infra-dashboard backend.
 *
 * @packageDocumentation
 */
export * from './platform/InfraProvider';
export * from './platform/InfraProviderFactory';
export * from './platform/ProviderFailure';
export * from './platform/extensionPoint';
