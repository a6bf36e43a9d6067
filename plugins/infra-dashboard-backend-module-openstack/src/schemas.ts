/*
 * Responses of Keystone, Nova, Placement and Cinder. Only fields without which a row is useless are
 * required: an invalid optional field is read as absent, and does not drop the row.
 */
export * from './schemas/compute';
export * from './schemas/identity';
export * from './schemas/placement';
export * from './schemas/volume';
