/** Entries of proxmox_config.json have no type; all of them are Proxmox VE. */
export function withLegacyType(entries: unknown): unknown {
  if (!Array.isArray(entries)) return entries;
  return entries.map(entry =>
    entry && typeof entry === 'object' && !('type' in entry)
      ? { ...entry, type: 'proxmox' }
      : entry,
  );
}
