/**
 * Runs at once where the page is visible, else once when it is shown again: what is due in a
 * hidden page is late then, and not forgotten.
 */
export function whenVisible(run: () => void): void {
  if (document.visibilityState !== 'hidden') {
    run();
    return;
  }
  const onChange = () => {
    if (document.visibilityState === 'hidden') return;
    document.removeEventListener('visibilitychange', onChange);
    run();
  };
  document.addEventListener('visibilitychange', onChange);
}
