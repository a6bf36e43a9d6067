import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { infraDashboardTranslationRef } from '../../translation';
import { SelectField } from '../fields';
import { MINE, useOwnerScope } from './useOwnerScope';

/** `payments` of `group:default/payments`; others in full. */
function shortRef(ref: string): string {
  return ref.replace(/^group:(default\/)?/, '');
}

export interface OwnerFieldProps {
  value: string;
  onChange: (value: string) => void;
}

/** A field that picks an owner: any, the user and the groups of the user, a group, or none. */
export function OwnerField({ onChange, value }: OwnerFieldProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { groups, hasOwn } = useOwnerScope();
  return (
    <SelectField
      label={t('owner.label')}
      value={value}
      onChange={onChange}
      other={value.split(',').map(shortRef).join(', ')}
      options={[
        ['', t('owner.any')],
        ...(hasOwn || value === MINE
          ? [[MINE, t('owner.mine')] as [string, string]]
          : []),
        ...groups.map((ref): [string, string] => [ref, shortRef(ref)]),
        ['none', t('owner.none')],
      ]}
    />
  );
}
