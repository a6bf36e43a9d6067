import { whenVisible } from './whenVisible';

function setVisible(isVisible: boolean) {
  jest
    .spyOn(document, 'visibilityState', 'get')
    .mockReturnValue(isVisible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('whenVisible', () => {
  afterEach(() => jest.restoreAllMocks());

  it('runs at once in a visible page', () => {
    const run = jest.fn();
    whenVisible(run);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('runs once when a hidden page is shown', () => {
    const run = jest.fn();
    setVisible(false);
    whenVisible(run);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(run).not.toHaveBeenCalled();
    setVisible(true);
    setVisible(false);
    setVisible(true);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
