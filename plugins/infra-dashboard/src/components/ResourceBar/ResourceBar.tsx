import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { alpha, makeStyles, useTheme } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import {
  requestedShare as toRequestedShare,
  usedShare as toUsedShare,
  type ProviderType,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { usageColor } from './usageColors';
import { useUsageText, type ResourceKind } from './useUsageText';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    root: { minWidth: 0, fontSize: '0.8125rem', lineHeight: 1.4 },
    line: {
      display: 'flex',
      // The words of some languages are long.
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: theme.spacing(1),
      marginBottom: 3,
      fontVariantNumeric: 'tabular-nums',
    },
    label: { color: mutedText(theme) },
    value: { marginLeft: 'auto', textAlign: 'right', whiteSpace: 'nowrap' },
    percentage: { fontWeight: 700 },
    muted: { color: mutedText(theme) },
    track: {
      position: 'relative',
      height: 8,
      borderRadius: 4,
      overflow: 'hidden',
      backgroundColor: alpha(theme.palette.text.primary, 0.1),
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    unmeasured: {
      backgroundColor: 'transparent',
      boxShadow: `inset 0 0 0 1px ${alpha(theme.palette.text.primary, 0.3)}`,
    },
    // Stripes, since requested is a promise and not use.
    requested: {
      position: 'absolute',
      top: 0,
      bottom: 0,
      left: 0,
      backgroundImage: `repeating-linear-gradient(135deg, ${alpha(
        theme.palette.text.primary,
        0.35,
      )} 0 2px, transparent 2px 5px)`,
    },
    // Where the promise ends, above the fill.
    requestedEnd: {
      position: 'absolute',
      top: 0,
      bottom: 0,
      width: 2,
      marginLeft: -2,
      backgroundColor: theme.palette.text.primary,
      boxShadow: `0 0 0 1px ${theme.palette.background.paper}`,
    },
    used: {
      position: 'absolute',
      top: 0,
      bottom: 0,
      left: 0,
      minWidth: 2,
    },
    caption: {
      marginTop: 2,
      fontSize: '0.75rem',
      color: mutedText(theme),
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'InfraDashboardResourceBar' },
);

function clamp(percentage: number | undefined): number {
  return Math.min(100, Math.max(0, percentage ?? 0));
}

export interface ResourceBarProps {
  kind: ResourceKind;
  /** CPU in cores, else bytes. */
  usage?: Usage;
  /** Selects the term: requested or allocated. */
  provider?: ProviderType;
  /** Label for screen readers: `CPU of pve-paris`. */
  of?: string;
  /** Leaves the caption to the tooltip. */
  dense?: boolean;
  /** Hide the name of the resource, for example because a column header shows it. */
  hideLabel?: boolean;
}

/**
 * Usage (solid) and requests (striped, with an end mark) of a resource. If usage is not
 * measured, the bar is empty and its label states this.
 */
export function ResourceBar(props: ResourceBarProps) {
  const { dense, hideLabel, kind, of, provider, usage = {} } = props;
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const text = useUsageText({ kind, usage, provider });
  const { total, used } = usage;
  const isMeasured = used !== undefined;
  const usedShare = toUsedShare(usage);
  // Two marks on one bar have to be shares of the same.
  const isComparable =
    !isMeasured ||
    (usage.requestedTotal ?? total) === (usage.measuredTotal ?? total);
  const requestedShare = isComparable ? toRequestedShare(usage) : undefined;
  const classes = useStyles();
  const theme = useTheme();
  // Set on the elements: a style sheet for each bar would be slow where there are many.
  const width = `${clamp(usedShare)}%`;
  const promised = `${clamp(requestedShare)}%`;
  const label = t(`resource.${kind}`);
  const source = usage.source && t('resource.source', { source: usage.source });
  const caption = [text.requested, text.note].filter(Boolean).join(' · ');
  const now = usedShare ?? requestedShare;

  return (
    <div className={classes.root}>
      <div className={classes.line} aria-hidden="true">
        {!hideLabel && <span className={classes.label}>{label}</span>}
        <span className={classes.value}>
          {isMeasured ? (
            text.value
          ) : (
            <span className={classes.muted}>{text.value}</span>
          )}
          {usedShare !== undefined && (
            <span className={classes.percentage}>
              {' '}
              {format.percent(usedShare)}
            </span>
          )}
        </span>
      </div>
      <Tooltip arrow title={[text.sentence, source].filter(Boolean).join('. ')}>
        <div
          role="progressbar"
          aria-label={of ? `${label} ${of}` : label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={now === undefined ? undefined : Math.round(clamp(now))}
          aria-valuetext={text.sentence}
          className={`${classes.track} ${isMeasured ? '' : classes.unmeasured}`}
        >
          {requestedShare !== undefined && (
            <div
              className={classes.requested}
              style={{ width: promised }}
              data-mark="requested"
            />
          )}
          {usedShare !== undefined && (
            <div
              className={classes.used}
              style={{
                width,
                backgroundColor: usageColor(theme, clamp(usedShare)),
              }}
              data-mark="used"
            />
          )}
          {requestedShare !== undefined && (
            <div
              className={classes.requestedEnd}
              style={{ left: `max(2px, ${promised})` }}
            />
          )}
        </div>
      </Tooltip>
      {!dense && caption && (
        <div className={classes.caption} aria-hidden="true">
          {caption}
        </div>
      )}
    </div>
  );
}
