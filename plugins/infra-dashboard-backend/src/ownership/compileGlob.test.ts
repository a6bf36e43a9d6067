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
  it('fits and finds what a regular expression would', () => {
    const texts = [...new Set(textsOf(['a', 'b'], 6))];
    for (const pattern of new Set(textsOf(['a', 'b', '*'], 5))) {
      const glob = compileGlob(pattern, /\*/);
      const expression = new RegExp(`^${pattern.replaceAll('*', '(.*)')}$`);
      const differences = texts.filter(text => {
        const match = expression.exec(text);
        return glob(text) !== (match ? match[1] ?? text : undefined);
      });
      expect([pattern, differences]).toEqual([pattern, []]);
    }
  });

  it('takes everything but the wildcards as it is', () => {
    const glob = compileGlob('{value}.(a|b)+*', /\{value\}|\*/);
    expect(glob('x.(a|b)+y')).toBe('x');
    expect(glob('x.a')).toBeUndefined();
    expect(compileGlob('a*', /\*/)('a\n\u2028b')).toBe('\n\u2028b');
  });
});
