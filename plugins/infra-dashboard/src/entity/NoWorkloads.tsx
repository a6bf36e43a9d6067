import { EmptyState } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  MissingAnnotationEmptyState,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { ANNOTATION_WORKLOADS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import Typography from '@material-ui/core/Typography';
import { infraDashboardTranslationRef } from '../translation';

/** Kinds that own what others are linked to, so that no annotation of theirs is missing. */
const OWNERS = ['group', 'user'];

/** An entity that no workload belongs to, with the annotation that links some. */
export function NoWorkloads() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  if (OWNERS.includes(entity.kind.toLocaleLowerCase('en-US'))) {
    return (
      <EmptyState
        missing="content"
        title={t('entity.noneTitle')}
        description={t('entity.none')}
      />
    );
  }
  return (
    <>
      <Typography variant="h6" component="h3">
        {t('entity.noneTitle')}
      </Typography>
      <Typography color="textSecondary">{t('entity.none')}</Typography>
      <MissingAnnotationEmptyState annotation={ANNOTATION_WORKLOADS} />
    </>
  );
}
