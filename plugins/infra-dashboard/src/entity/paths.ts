/** Path of the tab, on every kind of entity. */
export const ENTITY_CONTENT_PATH = 'infrastructure';
