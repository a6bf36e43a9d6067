import { compileGlob } from './compileGlob';

/** All texts of some letters up to a length. */
function textsOf(letters: string[], length: number): string[] {
  if (length === 0) return [''];
  const shorter = textsOf(letters, length - 1);
  return [
    '',
    ...shorter.flatMap(text => letters.map(letter => `${letter}${text}`)),
  ];
}

describe('compileGlob', () => {
  it('fits what a regular expression would', () => {
    const texts = [...new Set(textsOf(['a', 'b', '😀'], 4))];
    for (const pattern of new Set(textsOf(['a', 'b', '*', '?'], 5))) {
      const fits = compileGlob(pattern);
      const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
      const expression = new RegExp(`^${source}$`, 'su');
      const differences = texts.filter(
        text => fits(text) !== expression.test(text),
      );
      expect([pattern, differences]).toEqual([pattern, []]);
    }
  });

  it('takes everything but the wildcards as it is', () => {
    const fits = compileGlob('a.(b|c)+[d]*');
    expect(fits('a.(b|c)+[d]\n')).toBe(true);
    expect(fits('axbd')).toBe(false);
  });
});
