/**
 * Provider interface and extension point of the infra-dashboard backend.
 *
 * @packageDocumentation
 */
export * from './InfraProvider';
export * from './InfraProviderFactory';
export * from './ProviderFailure';
export * from './extensions';
