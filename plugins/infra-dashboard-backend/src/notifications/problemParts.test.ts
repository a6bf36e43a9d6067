import { isReportedInParts, problemsByPart } from './problemParts';

const nodes = [{ id: 'n1' }, { id: 'n2' }];
const host = { id: 'host', replaces: [{ id: 'pods', replaces: nodes }] };

describe('problemParts', () => {
  it.each([
    [[], false],
    [['n1'], false],
    [['n1', 'n2'], true],
    [['pods'], true],
    // It has a message, and will have an end, of its own.
    [['pods', 'host'], false],
  ])('knows a host where %p were reported: %p', (reported: string[], known) => {
    expect(isReportedInParts(host, id => reported.includes(id))).toBe(known);
  });

  it('finds problems by their parts', () => {
    const other = { id: 'other', replaces: [{ id: 'pods' }] };
    const problems = [host, other];
    const byId = problemsByPart(problems);
    expect(byId.get('n2')).toEqual([host]);
    expect(byId.get('pods')).toEqual(problems);
    expect(byId.get('other')).toEqual([other]);
    expect(byId.has('n3')).toBe(false);
  });
});
