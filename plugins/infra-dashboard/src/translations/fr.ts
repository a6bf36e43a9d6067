import { createTranslationMessages } from '@backstage/core-plugin-api/alpha';
import { infraDashboardTranslationRef } from '../translation';
import { changes } from './fr/changes';
import { detail } from './fr/detail';
import { facts } from './fr/facts';
import { inventory } from './fr/inventory';
import { navigation } from './fr/navigation';
import { operations } from './fr/operations';
import { overview } from './fr/overview';
import { problems } from './fr/problems';
import { storages } from './fr/storages';

/** Every text in French; a default export, as lazily loaded messages have to be. */
export default createTranslationMessages({
  ref: infraDashboardTranslationRef,
  full: true,
  messages: {
    ...overview,
    ...problems,
    ...inventory,
    ...detail,
    ...changes,
    ...storages,
    ...operations,
    ...navigation,
    ...facts,
  },
});
