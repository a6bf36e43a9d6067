/** The name of an entity without kind and namespace; the API names entities in full. */
export function nameOfRef(entityRef: string): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}
