const ABBREVIATIONS = /^(cpu|id|os|uid|uuid)$/i;

/** `kernelVersion` → `Kernel version`; `systemUUID` → `System UUID`. */
export function toTerm(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .split(' ')
    .map(word =>
      ABBREVIATIONS.test(word) ? word.toUpperCase() : word.toLowerCase(),
    )
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
