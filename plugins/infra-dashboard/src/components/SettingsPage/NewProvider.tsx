import { CopyTextButton } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type { FormField } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProviderValidation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useId, useState, type FormEvent } from 'react';
import { failureMessage, infraDashboardApiRef } from '../../api';
import { infraDashboardTranslationRef } from '../../translation';
import { SelectField } from '../fields';
import { Notice } from '../Notice';
import { Panel } from '../Panel';
import { usePlatforms } from '../../hooks';
import { useTranslated } from '../../messages';
import { EntryField } from './EntryField';
import { groupFields } from './groupFields';
import { toEntry, type EntryValues } from './toEntry';
import { usePlatformFields } from './usePlatformFields';

const useStyles = makeStyles(
  theme => ({
    form: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    wide: { gridColumn: '1 / -1' },
    group: {
      gridColumn: '1 / -1',
      minWidth: 0,
      margin: 0,
      padding: 0,
      border: 'none',
      '& legend': {
        padding: 0,
        marginBottom: theme.spacing(1.5),
        fontSize: '0.8125rem',
        fontWeight: 600,
      },
    },
    snippet: {
      display: 'flex',
      alignItems: 'flex-start',
      margin: theme.spacing(2, 0, 0),
      padding: theme.spacing(1, 1.5),
      borderRadius: theme.shape.borderRadius,
      backgroundColor: alpha(theme.palette.text.primary, 0.06),
      '& pre': { flex: 1, minWidth: 0, margin: 0, overflowX: 'auto' },
    },
  }),
  { name: 'InfraDashboardNewProvider' },
);

/**
 * A form that generates the lines to paste into app-config. It has no field for a secret,
 * stores nothing and connects to nothing.
 */
export function NewProvider() {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const api = useApi(infraDashboardApiRef);
  const id = useId();
  const platforms = usePlatforms();
  const [chosen, setType] = useState<string>();
  const type = chosen ?? [...platforms.keys()][0] ?? '';
  const [values, setValues] = useState<EntryValues>({});
  const [validation, setResult] = useState<ProviderValidation>();
  const result = useTranslated(validation, type);
  const [failure, setFailure] = useState<Error>();

  const issueOf = (key: string) =>
    result?.issues.find(issue => issue.key === key)?.message;
  const own = usePlatformFields(type);
  const fields: FormField[] = [
    {
      key: 'name',
      label: t('settings.providerName'),
      required: true,
      example: 'eu-1',
    },
    ...own,
  ];
  const shown = new Set(fields.map(({ key }) => key));
  const others = result?.issues.filter(({ key }) => !shown.has(key)) ?? [];

  async function validate(event: FormEvent) {
    event.preventDefault();
    setFailure(undefined);
    try {
      setResult(
        await api.validateProvider(toEntry({ type, fields: own, values })),
      );
    } catch (error) {
      setFailure(error as Error);
    }
  }

  // Without the platforms there is no field to show.
  if (!type) return null;
  return (
    <Panel title={t('settings.add')}>
      <p>{t('settings.addHint')}</p>
      <form className={classes.form} onSubmit={validate} noValidate>
        <SelectField
          label={t('settings.platform')}
          value={type}
          onChange={value => {
            setType(value);
            setResult(undefined);
          }}
          options={[...platforms.values()].map(one => [one.type, one.title])}
        />
        {groupFields(fields).map(([group, members]) => {
          const typed = members.filter(field => field.type !== 'secret');
          const inputs = typed.map(field => (
            <EntryField
              key={field.key}
              id={`${id}-${field.key}`}
              field={field}
              value={values[field.key]}
              onChange={value => setValues({ ...values, [field.key]: value })}
              issue={issueOf(field.key)}
            />
          ));
          if (!group || inputs.length === 0) return inputs;
          return (
            <fieldset key={group} className={classes.group}>
              <legend>{group}</legend>
              <div className={classes.form}>{inputs}</div>
            </fieldset>
          );
        })}
        <div className={classes.wide}>
          <Button type="submit" variant="outlined" size="small">
            {t('settings.validate')}
          </Button>
        </div>
      </form>
      {failure && (
        <Notice severity="error" live>
          {failureMessage(failure)}
        </Notice>
      )}
      {others.map(({ key, message }) => (
        <Notice key={key} severity="error" live>
          {key ? `${key}: ${message}` : message}
        </Notice>
      ))}
      {result?.ok && (
        <>
          <Notice severity="info" live>
            {result.variables.length > 0
              ? t('settings.variables', {
                  variables: result.variables.join(', '),
                })
              : t('settings.valid')}
          </Notice>
          <div className={classes.snippet}>
            <pre>{result.snippet}</pre>
            <CopyTextButton text={result.snippet} />
          </div>
        </>
      )}
    </Panel>
  );
}
