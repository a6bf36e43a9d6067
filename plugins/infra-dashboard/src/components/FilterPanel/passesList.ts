/** Whether a filter of one value, or of several separated by commas, lets a value through. */
export function passesList(filter: string, value: string): boolean {
  return !filter || filter === value || filter.split(',').includes(value);
}
