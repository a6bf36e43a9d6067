export { DocumentStore } from './DocumentStore';
export { MissingDocuments } from './MissingDocuments';
