import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { WorkloadPart } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { FactList } from '../FactList';
import { StatusBadge } from '../StatusBadge';
import { useDetailFacts } from './useDetailFacts';

function State({ part: { health, state } }: { part: WorkloadPart }) {
  if (!state) return null;
  return health ? <StatusBadge tone={health} label={state} /> : <>{state}</>;
}

export interface PartTableProps {
  /** Name of the table. */
  label: string;
  /** Of one kind. */
  parts: WorkloadPart[];
  /** The platform, which names the facts. */
  provider: string;
}

/** Containers, disks, networks, … of a workload. */
export function PartTable({ label, parts, provider }: PartTableProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const toFacts = useDetailFacts(provider);
  const hasStates = parts.some(({ state }) => state);
  return (
    <TableContainer>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            <TableCell>{t('workload.name')}</TableCell>
            {hasStates && <TableCell>{t('workload.status')}</TableCell>}
            <TableCell>{t('node.facts')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {parts.map((part, index) => (
            <TableRow key={`${part.name} ${index}`}>
              <TableCell component="th" scope="row">
                {part.name}
              </TableCell>
              {hasStates && (
                <TableCell>
                  <State part={part} />
                </TableCell>
              )}
              <TableCell>
                <FactList facts={toFacts(part.facts ?? [])} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
