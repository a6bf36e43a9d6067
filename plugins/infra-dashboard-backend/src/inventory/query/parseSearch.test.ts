import { parseSearch } from './parseSearch';

describe('parseSearch', () => {
  it('reads words, quoted words, keys with several values, and numbers with units', () => {
    expect(
      parseSearch('Web "two words" type:vm,"a,b" mem>90 age<=1.5h ns:shop'),
    ).toEqual([
      { kind: 'text', text: 'web' },
      { kind: 'text', text: 'two words' },
      { kind: 'words', key: 'type', values: ['vm', 'a,b'] },
      { kind: 'number', key: 'memory', operator: '>', value: 90 },
      { kind: 'number', key: 'age', operator: '<=', value: 5_400 },
      { kind: 'words', key: 'namespace', values: ['shop'] },
    ]);
    expect(parseSearch('label:"app=my shop" cpu>=5%')).toEqual([
      { kind: 'words', key: 'label', values: ['app=my shop'] },
      { kind: 'number', key: 'cpu', operator: '>=', value: 5 },
    ]);
  });

  it('takes addresses and quoted text with colons as words', () => {
    expect(parseSearch('fe::1 10.0.0.1 00:1a:2b "nginx:1.25"')).toEqual([
      { kind: 'text', text: 'fe::1' },
      { kind: 'text', text: '10.0.0.1' },
      { kind: 'text', text: '00:1a:2b' },
      { kind: 'text', text: 'nginx:1.25' },
    ]);
    expect(parseSearch(undefined)).toEqual([]);
    expect(parseSearch(' "" " ')).toEqual([]);
  });

  it.each([
    ['colour:red', "'colour' is not a search key"],
    ['constructor:x', "'constructor' is not a search key"],
    ['mem>much', "'much' is not a value of memory, as in memory>90"],
    ['age<5', "'5' is not a value of age, as in age>1h"],
    ['restarts>3h', "'3h' is not a value of restarts"],
    ['type>vm', "'type' is used as type:…"],
    ['mem:90', "'mem' is used as mem>…"],
  ])('names what is unknown in %s', (q, message) => {
    expect(() => parseSearch(q)).toThrow(message);
  });
});
