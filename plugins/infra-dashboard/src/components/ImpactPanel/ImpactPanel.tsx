import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import type { NodeImpact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { Fragment, type ReactNode } from 'react';
import { useFormat } from '../../format';
import { useNodeImpact } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { NodeLink } from '../NodeLink';
import { Notice } from '../Notice';
import { Panel } from '../Panel';
import { QueryState } from '../QueryState';
import { WorkloadCounts } from '../StateCounts';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    facts: {
      display: 'grid',
      gridTemplateColumns: 'minmax(110px, max-content) minmax(0, 1fr)',
      gap: theme.spacing(0.75, 2),
      margin: 0,
      fontSize: '0.8125rem',
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
    term: { color: mutedText(theme) },
    value: { margin: 0, overflowWrap: 'anywhere' },
    list: { margin: 0, padding: 0, listStyle: 'none' },
    alone: { color: theme.palette.error.main, fontWeight: 600 },
    muted: { color: mutedText(theme) },
    notice: { marginTop: theme.spacing(1.5) },
  }),
  { name: 'InfraDashboardImpactPanel' },
);

/** Rows of each list; the others are counted. */
const SHOWN = 8;

function isEmpty({ entities, nodes, owners, runsOn }: NodeImpact): boolean {
  return !runsOn && !nodes.total && !entities.total && !owners.total;
}

/** The first ones of a list, and how many more there are. */
function Few<T>(props: {
  list: { total: number; items: T[] };
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}) {
  const classes = useStyles();
  const format = useFormat();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { children, keyOf, list } = props;
  const shown = list.items.slice(0, SHOWN);
  const more = list.total - shown.length;
  return (
    <ul className={classes.list}>
      {shown.map(item => (
        <li key={keyOf(item)}>{children(item)}</li>
      ))}
      {more > 0 && (
        <li className={classes.muted}>
          {t('impact.more', { more: format.count(more) })}
        </li>
      )}
    </ul>
  );
}

function Impact({ impact }: { impact: NodeImpact }) {
  const classes = useStyles();
  const format = useFormat();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { entities, limitations, nodes, owners, runsOn } = impact;
  const rows: Array<[term: string, value: ReactNode]> = [];
  if (runsOn) {
    const { evidence, hypervisor, machine } = runsOn;
    rows.push([
      t('impact.runsOn'),
      <Tooltip title={evidence.message}>
        <span>
          {t('impact.machine', { name: machine.name })}{' '}
          {hypervisor && (
            <NodeLink cluster={hypervisor.cluster} name={hypervisor.name} />
          )}
          {evidence.confidence === 'likely' && ` (${t('impact.likely')})`}
        </span>
      </Tooltip>,
    ]);
  }
  if (nodes.total > 0) {
    rows.push([
      t('impact.nodes'),
      <Few list={nodes} keyOf={one => `${one.cluster}/${one.name}`}>
        {({ cluster, evidence, machine, name }) => (
          <Tooltip title={evidence.message}>
            <span>
              <NodeLink cluster={cluster} name={name} />{' '}
              {t('impact.as', { machine: machine.name })}
            </span>
          </Tooltip>
        )}
      </Few>,
    ]);
  }
  rows.push([
    t('impact.workloads'),
    <WorkloadCounts counts={impact.workloadsByHealth} withWords />,
  ]);
  if (entities.total > 0) {
    rows.push([
      t('impact.entities'),
      <Few list={entities} keyOf={one => one.entityRef}>
        {({ affected, elsewhere, entityRef }) => (
          <>
            <EntityRefLink entityRef={entityRef} />{' '}
            <span className={elsewhere === 0 ? classes.alone : classes.muted}>
              {elsewhere === 0
                ? t('impact.alone', { count: affected })
                : t('impact.elsewhere', {
                    count: affected,
                    elsewhere: format.count(elsewhere),
                  })}
            </span>
          </>
        )}
      </Few>,
    ]);
  }
  if (owners.total > 0) {
    rows.push([
      t('impact.owners'),
      <Few list={owners} keyOf={one => one.ownerRef}>
        {({ ownerRef }) => <EntityRefLink entityRef={ownerRef} />}
      </Few>,
    ]);
  }
  return (
    <>
      <dl className={classes.facts}>
        {rows.map(([term, value]) => (
          <Fragment key={term}>
            <dt className={classes.term}>{term}</dt>
            <dd className={classes.value}>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {limitations?.map(({ code, message }) => (
        <Notice key={code} severity="info" className={classes.notice}>
          {message}
        </Notice>
      ))}
    </>
  );
}

/**
 * Dependents of a node: nodes of other clusters, components and owners; nothing where
 * nothing does that is not in the table of workloads anyway.
 */
export function ImpactPanel(props: { cluster: string; node: string }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useNodeImpact(props);
  if (query.data && isEmpty(query.data)) return null;
  return (
    <Panel title={t('impact.title')}>
      <QueryState query={query}>
        {impact => <Impact impact={impact} />}
      </QueryState>
    </Panel>
  );
}
