import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import infraDashboardPlugin, { infraDashboardApiRef } from '../../..';
import {
  demoInventory,
  type Inventory,
} from '../../../__testUtils__/demoInventory';
import {
  createResponseError,
  FakeInfraDashboardApi,
} from '../../../__testUtils__/FakeInfraDashboardApi';

export async function renderAt(
  search = '',
  options: { inventory?: Inventory; status?: number; message?: string } = {},
) {
  const { inventory = demoInventory(), message, status } = options;
  const api = new FakeInfraDashboardApi(inventory);
  if (status) api.failure = await createResponseError(status, { message });
  renderTestApp({
    features: [infraDashboardPlugin],
    apis: [[infraDashboardApiRef, api]],
    initialRouteEntries: [`/infrastructure/workloads${search}`],
  });
  return api;
}

export const findTable = () =>
  screen.findByRole('table', { name: 'Workloads on all clusters' });
// An open menu hides the rest of the page from roles.
export const heads = (table: HTMLElement) =>
  [...table.querySelectorAll('th[scope="col"]')].map(one => one.textContent);
export const names = (table: HTMLElement) =>
  within(table)
    .queryAllByRole('rowheader')
    .map(one => within(one).getByRole('link').textContent);
export const lastQuery = (api: FakeInfraDashboardApi) =>
  api.workloadQueries.at(-1)!;

/** Sizes for the virtual list, because the test browser has no layout. */
export function useSizes() {
  beforeEach(() => {
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockImplementation(function height(this: HTMLElement) {
        return this.tagName === 'TR' ? 50 : 600;
      });
    jest
      .spyOn(HTMLElement.prototype, 'offsetWidth', 'get')
      .mockReturnValue(900);
    Element.prototype.scrollTo = () => {};
  });

  afterEach(() => jest.restoreAllMocks());
}
