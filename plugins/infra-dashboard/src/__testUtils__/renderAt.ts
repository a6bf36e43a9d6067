import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import infraDashboardPlugin, { infraDashboardApiRef } from '..';
import { demoInventory } from './demoInventory';
import { FakeInfraDashboardApi } from './FakeInfraDashboardApi';

/** Opens this page of the app, with a fake backend that is returned. */
export function renderAt(path: string, inventory = demoInventory()) {
  const api = new FakeInfraDashboardApi(inventory);
  renderTestApp({
    features: [infraDashboardPlugin],
    apis: [[infraDashboardApiRef, api]],
    initialRouteEntries: [path],
  });
  return api;
}

export const card = (name: string) => screen.findByRole('article', { name });
export const link = (name: string | RegExp, place: HTMLElement) =>
  within(place).getByRole('link', { name });
