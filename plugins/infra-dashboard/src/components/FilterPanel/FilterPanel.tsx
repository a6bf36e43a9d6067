import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { useId, useState, type ReactNode } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import { useListStyles } from './useListStyles';

export interface FilterPanelProps {
  /** The fields that are always shown. */
  children: ReactNode;
  /** Draws the rarely used fields, which are behind a button. */
  more: () => ReactNode;
  /** How many of these are in use; they are shown at first where any is. */
  used: number;
  isFiltered: boolean;
  onClear: () => void;
}

/** The filters of a list, with a button for more and one that clears them. */
export function FilterPanel(props: FilterPanelProps) {
  const { children, isFiltered, more, onClear, used } = props;
  const classes = useListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const id = useId();
  const [isOpen, setOpen] = useState(used > 0);
  return (
    <div
      role="search"
      className={classes.stack}
      aria-label={t('overview.filters')}
    >
      <div className={classes.bar}>
        {children}
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {used > 0
            ? t('workloads.moreFiltersOn', { on: String(used) })
            : t('workloads.moreFilters')}
        </Button>
        {isFiltered && (
          <Button size="small" onClick={onClear}>
            {t('overview.clear')}
          </Button>
        )}
      </div>
      <div id={id} className={classes.bar} hidden={!isOpen}>
        {isOpen && more()}
      </div>
    </div>
  );
}
