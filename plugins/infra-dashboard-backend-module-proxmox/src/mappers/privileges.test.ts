import { reachOf } from './privileges';

describe('privileges', () => {
  it.each<[Record<string, Record<string, number>>, object]>([
    [{ '/': { 'VM.Audit': 1 } }, { kind: 'all' }],
    [{ '/vms': { 'VM.Audit': 1 } }, { kind: 'all' }],
    // Granted on the path alone, without what is below it.
    [{ '/': { 'VM.Audit': 0 } }, { kind: 'none' }],
    [
      { '/vms/9': { 'VM.Audit': 0 }, '/pool/p': { 'VM.Audit': 1 } },
      { kind: 'part', paths: ['/pool/p', '/vms/9'] },
    ],
    [{ '/vms/9': { 'VM.Monitor': 1 } }, { kind: 'none' }],
    [{}, { kind: 'none' }],
  ])('of %j', (permissions, expected) => {
    expect(reachOf(permissions, 'VM.Audit')).toEqual(expected);
  });
});
