import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import type { WorkloadDocument } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ProviderBadge } from '../components/ProviderBadge';
import { StatusBadge } from '../components/StatusBadge';
import {
  useWorkloadTypeLabel,
  useWorkloadIcon,
} from '../components/WorkloadList';
import { useTermLabel } from '../components/useTermLabel';
import { usePlatforms } from '../hooks';
import { infraDashboardTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', width: '100%', minWidth: 0 },
    icon: { minWidth: 40, paddingTop: theme.spacing(0.5) },
    body: { minWidth: 0, flexGrow: 1, overflowWrap: 'anywhere' },
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1.5),
      margin: theme.spacing(0.5, 0),
    },
    text: {
      display: '-webkit-box',
      overflow: 'hidden',
      '-webkit-box-orient': 'vertical',
    },
  }),
  { name: 'InfraDashboardSearchResult' },
);

/** @public */
export interface WorkloadSearchResultListItemProps {
  result?: SearchDocument;
  rank?: number;
  highlight?: ResultHighlight;
  /** Instead of the icon of the workload's type. */
  icon?: JSX.Element;
  /** Lines of the text that are shown at most. Default: 2 */
  lineClamp?: number;
}

/** A workload among the results of a search: what it is, how it was, and where. */
export function WorkloadSearchResultListItem(
  props: WorkloadSearchResultListItemProps,
) {
  const { highlight, icon, lineClamp = 2, result } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const typeLabel = useWorkloadTypeLabel();
  const iconOf = useWorkloadIcon();
  const termLabel = useTermLabel();
  const platforms = usePlatforms();
  if (!result) return null;

  // An index may be older than this page, and lack what documents have by now.
  const document = result as SearchDocument & Partial<WorkloadDocument>;
  const { cluster, health, location, namespace, node, provider, status } =
    document;
  const type = document.workloadType ?? 'workload';
  const Icon = iconOf(type);
  const marked = (field: 'title' | 'text') => {
    const text = highlight?.fields[field];
    return highlight && text ? (
      <HighlightedSearchResultText
        text={text}
        preTag={highlight.preTag}
        postTag={highlight.postTag}
      />
    ) : (
      document[field]
    );
  };
  const term = platforms.get(provider ?? '')?.terms.namespace ?? 'namespace';
  const place = [
    cluster && t('search.cluster', { name: cluster }),
    node && t('search.node', { name: node }),
    namespace && `${termLabel(term)} ${namespace}`,
  ].filter(Boolean);

  return (
    <div className={classes.root}>
      <ListItemIcon className={classes.icon}>
        {icon ?? (
          <span role="img" aria-label={typeLabel(type)} title={typeLabel(type)}>
            <Icon size={24} />
          </span>
        )}
      </ListItemIcon>
      <div className={classes.body}>
        <Typography variant="h6" component="h3">
          <Link noTrack to={location}>
            {marked('title')}
          </Link>
        </Typography>
        <div className={classes.facts}>
          {status && (
            <span title={t('search.asOf')}>
              <StatusBadge tone={health ?? 'unknown'} label={status} />
            </span>
          )}
          {provider && <ProviderBadge provider={provider} />}
          <Typography variant="body2" color="textSecondary" component="span">
            {place.join(' · ')}
          </Typography>
        </div>
        <Typography
          variant="body2"
          color="textSecondary"
          component="div"
          className={classes.text}
          style={{ WebkitLineClamp: lineClamp }}
        >
          {marked('text')}
        </Typography>
      </div>
    </div>
  );
}
