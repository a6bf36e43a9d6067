/** Whether a list has a text, in whatever case. */
export function includes(list: string[], value: string | undefined): boolean {
  const wanted = value?.toLocaleLowerCase('en-US');
  return list.some(item => item.toLocaleLowerCase('en-US') === wanted);
}
