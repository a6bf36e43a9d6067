/** The entities that something belongs to, its owner among them, each once. */
export function entitiesOf({
  entityRefs = [],
  ownerRef,
}: {
  entityRefs?: string[];
  ownerRef?: string;
}): string[] {
  return [...new Set(ownerRef ? [...entityRefs, ownerRef] : entityRefs)].sort();
}
