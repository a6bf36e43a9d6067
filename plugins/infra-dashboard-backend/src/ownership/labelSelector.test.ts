import { meets, parseLabelSelector } from './labelSelector';

function fits(selector: string, labels: Record<string, string>) {
  return parseLabelSelector(selector)?.every(one =>
    meets(one, one.key in labels ? [labels[one.key]] : []),
  );
}

describe('parseLabelSelector', () => {
  const labels = { app: 'web', tier: 'front', 'example.com/x': '', empty: '' };

  it.each<[string, boolean | undefined]>([
    ['app=web', true],
    ['app==web', true],
    ['app = web , tier = front', true],
    ['app=web,tier=back', false],
    ['app=web,tier!=back', true],
    ['app=web,gone!=x', true],
    ['app!=web,tier', false],
    ['app in (api, web),tier notin (back)', true],
    ['app in (api),tier', false],
    ['tier,!gone', true],
    ['tier,!app', false],
    ['example.com/x', true],
    ['empty=', true],
    ['', undefined],
    ['app=web,', undefined],
    ['app in web', undefined],
    ['app in (web', undefined],
    ['a=b=c', undefined],
    ['=web', undefined],
    ['app web', undefined],
    ['!app', undefined],
    ['app!=web', undefined],
    ['app notin (web)', undefined],
  ])('reads %j', (selector, expected) => {
    expect(fits(selector, labels)).toBe(expected);
  });
});
