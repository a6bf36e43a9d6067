import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A page may take seconds to come up on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

// Queries by role ask for the style of each element and of all around it, and jsdom matches every rule
// of every style sheet each time: half the time of the tests. No test depends on style sheets, which
// the browser tests look at, so inline styles are enough.
window.getComputedStyle = element => (element as HTMLElement).style;

// For the same reason no style sheet is written into the page: parsing them took a quarter of the time.
jest.mock('is-in-browser', () => ({ __esModule: true, default: false }));

// Charts ask for it. The test browser has no layout, so it has no sizes to report.
global.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
