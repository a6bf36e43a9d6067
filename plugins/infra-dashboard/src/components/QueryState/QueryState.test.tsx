import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createResponseError } from '../../__testUtils__/FakeInfraDashboardApi';
import { QueryState } from './QueryState';

async function renderState(options: { data?: string; status?: number }) {
  const { data, status } = options;
  const refresh = jest.fn();
  const error = status
    ? await createResponseError(status, { message: 'It restarts' })
    : undefined;
  renderInTestApp(
    <QueryState query={{ data, error, isLoading: false, refresh }}>
      {text => <p>{text}</p>}
    </QueryState>,
  );
  return refresh;
}

describe('QueryState', () => {
  it('keeps showing the last data on an error, with an inline notice', async () => {
    const refresh = await renderState({ data: 'nine clusters', status: 503 });
    expect(await screen.findByText('nine clusters')).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'Refresh failed: It restarts. Showing the last data.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('takes a 429 for what it is', async () => {
    await renderState({ data: 'nine clusters', status: 429 });
    expect(await screen.findByRole('status')).toHaveTextContent(
      'Too many requests',
    );
  });

  it('shows the error where there is no data', async () => {
    await renderState({ status: 503 });
    expect(
      await screen.findByText(
        /Infrastructure could not be loaded: It restarts/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('takes data away that one may no longer see', async () => {
    await renderState({ data: 'nine clusters', status: 403 });
    expect(await screen.findByText('Access denied')).toBeInTheDocument();
    expect(screen.queryByText('nine clusters')).not.toBeInTheDocument();
  });

  it('shows that the user must sign in again when the session has expired', async () => {
    await renderState({ data: 'nine clusters', status: 401 });
    expect(
      await screen.findByText('Your session has ended'),
    ).toBeInTheDocument();
  });
});
