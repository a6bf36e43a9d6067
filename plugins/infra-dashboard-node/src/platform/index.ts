export * from './ClusterReading';
export * from './InfraProvider';
export * from './Platform';
export * from './PlatformOwnership';
export * from './ProviderFailure';
export * from './Result';
export * from './asSettled';
export * from './extensionPoint';
