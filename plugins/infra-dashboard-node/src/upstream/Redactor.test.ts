import { mockServices } from '@backstage/backend-test-utils';
import { Redactor } from './Redactor';

describe('Redactor', () => {
  const redactor = new Redactor({
    url: 'https://reader:p%40ssw0rd@pve1.example:8006/api2',
    urls: ['https://pve2.example', { url: 'https://node-3:8006' }],
    tokenId: 'portal@pve!dashboard',
    tokenSecret: 'aaaa-bbbb',
    nested: { password: 'aaaa-bbbb-cccc' },
    serviceAccountToken: 'abc',
    region: 'eu-1',
  });

  it('removes secrets and addresses from messages', () => {
    const text =
      'reader (p@ssw0rd, p%40ssw0rd) at pve1.example:8006 or pve1.example, ' +
      'pve2.example and node-3:8006, as portal@pve!dashboard with aaaa-bbbb-cccc or aaaa-bbbb';
    expect(redactor.text(text)).toBe(
      '… (…, …) at … or …, … and …, as … with … or …',
    );
  });

  it('removes what a platform declares as a secret, and what is named as one', () => {
    const text = 'refused pin-4711 and key-0815';
    const settings = { pin: 'pin-4711', apiKey: 'key-0815', caFile: 'refused' };
    expect(new Redactor(settings).text(text)).toBe('refused pin-4711 and …');
    expect(new Redactor(settings, new Set(['pin'])).text(text)).toBe(
      'refused … and …',
    );
  });

  it('removes secrets from the text of a JSON object', () => {
    const password = 'a"b\\c-4711';
    const text = JSON.stringify({ note: `with ${password}` });
    expect(new Redactor({ password }).text(text)).toBe('{"note":"with …"}');
  });

  it('leaves words that are no secrets', () => {
    const text = 'The node node-3 of eu-1 knows its abc';
    expect(redactor.text(text)).toBe(text);
    expect(redactor.remedy("--tokens 'portal@pve!dashboard' aaaa-bbbb")).toBe(
      "--tokens 'portal@pve!dashboard' …",
    );
  });

  it('cleans what is logged, deep within and of children', () => {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const clean = redactor.logger(logger);
    clean.child({ at: 'pve1.example' }).warn('No aaaa-bbbb', {
      list: [{ reason: 'pve2.example', count: 1 }],
    });
    clean.error('Broken', new TypeError('aaaa-bbbb'));
    clean.info('Fine');
    expect(logger.child).toHaveBeenCalledWith({ at: '…' });
    expect(logger.warn).toHaveBeenCalledWith('No …', {
      list: [{ reason: '…', count: 1 }],
    });
    expect(logger.error).toHaveBeenCalledWith('Broken', { error: 'TypeError' });
    expect(logger.info).toHaveBeenCalledWith('Fine');
  });
});
