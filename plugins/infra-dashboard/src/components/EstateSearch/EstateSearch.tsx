import { useAnalytics } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Paper from '@material-ui/core/Paper';
import TextField from '@material-ui/core/TextField';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { useListPaths } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { StatusIcon } from '../StatusBadge';
import { useOptions } from './useOptions';
import { useSearchStyles } from './useSearchStyles';
import { useSlashKey } from './useSlashKey';

/**
 * Finds anything by name, address or condition from every page. Arrow keys pick a suggestion;
 * Enter without one opens the list of all workloads that match.
 */
export function EstateSearch() {
  const classes = useSearchStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const navigate = useNavigate();
  const analytics = useAnalytics();
  const paths = useListPaths();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState(-1);
  const { isLoading, options } = useOptions(isOpen ? text : '');
  useSlashKey(field);
  const isListed = isOpen && (options.length > 0 || isLoading);
  const current = options[picked];

  const change = (next: string) => {
    setText(next);
    setOpen(true);
    setPicked(-1);
  };
  const open = (to: string) => {
    // What was typed may be personal, such as the name of somebody's machine.
    analytics.captureEvent('search', 'infrastructure', {
      value: options.length,
    });
    setOpen(false);
    setPicked(-1);
    navigate(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Enter' && text.trim()) {
      event.preventDefault();
      open(current?.to ?? paths.search(text.trim()));
    } else if (key === 'Escape' && isListed) {
      event.preventDefault();
      setOpen(false);
    } else if ((key === 'ArrowDown' || key === 'ArrowUp') && options.length) {
      event.preventDefault();
      const { length } = options;
      const from = key === 'ArrowUp' && picked < 0 ? 0 : picked;
      const step = key === 'ArrowDown' ? 1 : -1;
      setPicked((from + step + length) % length);
      setOpen(true);
    }
  };

  return (
    <div
      className={classes.root}
      role="search"
      aria-label={t('find.label')}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <TextField
        id={`${id}-field`}
        fullWidth
        size="small"
        variant="outlined"
        label={t('find.label')}
        placeholder={t('find.hint')}
        value={text}
        onChange={({ target }) => change(target.value)}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        inputRef={field}
        InputProps={{
          className: classes.input,
          endAdornment: (
            <kbd className={classes.key} aria-hidden="true">
              /
            </kbd>
          ),
        }}
        inputProps={{
          role: 'combobox',
          autoComplete: 'off',
          enterKeyHint: 'search',
          'aria-autocomplete': 'list',
          'aria-keyshortcuts': '/',
          'aria-expanded': isListed,
          'aria-controls': `${id}-list`,
          'aria-activedescendant': current && `${id}-${picked}`,
        }}
      />
      {isListed && (
        <Paper
          component="ul"
          className={classes.list}
          role="listbox"
          id={`${id}-list`}
          aria-label={t('find.suggestions')}
          aria-busy={isLoading}
        >
          {options.map(({ key, name, note, to, tone }, index) => (
            // The field has the focus, and its keys pick.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === picked}
              className={classes.option}
              // Keeps the focus in the field, so that the list stays until the click.
              onMouseDown={event => event.preventDefault()}
              onClick={() => open(to)}
            >
              {tone && <StatusIcon tone={tone} />}
              <span className={classes.name}>{name}</span>
              <span className={classes.note}>{note}</span>
            </li>
          ))}
          {options.length === 0 && (
            <li
              role="option"
              aria-selected={false}
              aria-disabled="true"
              className={classes.option}
            >
              {t('workloads.loading')}
            </li>
          )}
        </Paper>
      )}
    </div>
  );
}
