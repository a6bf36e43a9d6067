import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import type { Usage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { FakeInfraDashboardApi } from '../../__testUtils__/FakeInfraDashboardApi';
import { recordedInventory } from '../../__testUtils__/demoInventory';
import { infraDashboardApiRef } from '../../api';
import { ResourceBar } from './ResourceBar';

const GIB = 1024 ** 3;

async function bar(
  usage: Usage | undefined,
  kind: 'cpu' | 'memory' = 'memory',
) {
  renderInTestApp(
    <ResourceBar kind={kind} usage={usage} provider="kubernetes" of="n1" />,
    {
      apis: [
        [infraDashboardApiRef, new FakeInfraDashboardApi(recordedInventory())],
      ],
    },
  );
  const element = await screen.findByRole('progressbar');
  return {
    element,
    marks: [...element.querySelectorAll('[data-mark]')].map(
      mark => (mark as HTMLElement).dataset.mark,
    ),
  };
}

describe('ResourceBar', () => {
  it('shows usage and requests as two marks and as text', async () => {
    const { element, marks } = await bar({
      used: 3 * GIB,
      total: 8 * GIB,
      requested: 6 * GIB,
      percentage: 37.5,
    });
    expect(element).toHaveAccessibleName('Memory n1');
    expect(element).toHaveAttribute('aria-valuemin', '0');
    expect(element).toHaveAttribute('aria-valuemax', '100');
    expect(element).toHaveAttribute('aria-valuenow', '38');
    expect(element).toHaveAttribute(
      'aria-valuetext',
      '3 of 8 GiB used (38%); 6 of 8 GiB requested (75%)',
    );
    expect(marks).toEqual(['requested', 'used']);
    expect(screen.getByText('3 / 8 GiB')).toBeInTheDocument();
  });

  it('shows that usage is not measured instead of 0', async () => {
    const { element, marks } = await bar({ total: 4, requested: 5 }, 'cpu');
    expect(screen.getByText('no usage data')).toBeInTheDocument();
    expect(element).toHaveAttribute(
      'aria-valuetext',
      '4 cores, no usage data; 5 of 4 cores requested (125%); over-committed',
    );
    expect(marks).toEqual(['requested']);
  });

  it('shows nothing if neither usage nor total is known', async () => {
    const { element, marks } = await bar(undefined);
    expect(element).not.toHaveAttribute('aria-valuenow');
    expect(element).toHaveAttribute('aria-valuetext', 'no usage data');
    expect(marks).toEqual([]);
  });

  it('takes no share of what nothing was measured of', async () => {
    const { element, marks } = await bar(
      { used: 2, total: 8, measuredTotal: 0 },
      'cpu',
    );
    expect(marks).toEqual([]);
    expect(element).toHaveAttribute(
      'aria-valuetext',
      '2 cores used; usage available for 0 of 8 cores',
    );
  });

  it('draws no two marks that are shares of different totals', async () => {
    const { element, marks } = await bar(
      {
        used: 10,
        measuredTotal: 20,
        requested: 4,
        requestedTotal: 80,
        total: 100,
      },
      'cpu',
    );
    expect(marks).toEqual(['used']);
    expect(element).toHaveAttribute(
      'aria-valuetext',
      '10 of 20 cores used (50%); 4 of 80 cores requested (5%); usage available for 20 of 100 cores',
    );
  });
});
