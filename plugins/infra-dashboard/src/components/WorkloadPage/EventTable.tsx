import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { WorkloadEvent } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { TimeAgo } from '../Age';
import { StatusBadge } from '../StatusBadge';

/** Events, tasks or actions, the latest first. */
export function EventTable({ events }: { events: WorkloadEvent[] }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  return (
    <TableContainer>
      <Table size="small" aria-label={t('detail.events')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('detail.time')}</TableCell>
            <TableCell>{t('detail.event')}</TableCell>
            <TableCell>{t('detail.message')}</TableCell>
            <TableCell>{t('detail.source')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {events.map(({ at, count, reason, source, text, type }, index) => (
            <TableRow key={index}>
              <TableCell>{at && <TimeAgo time={at} />}</TableCell>
              <TableCell>
                {type === 'warning' ? (
                  <StatusBadge tone="degraded" label={reason} />
                ) : (
                  reason
                )}
              </TableCell>
              <TableCell>
                {text}
                {count !== undefined &&
                  ` (${t('detail.times', { formatted: format.count(count) })})`}
              </TableCell>
              <TableCell>{source}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
