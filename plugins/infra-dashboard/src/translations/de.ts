import { createTranslationMessages } from '@backstage/core-plugin-api/alpha';
import { infraDashboardTranslationRef } from '../translation';
import { changes } from './de/changes';
import { detail } from './de/detail';
import { facts } from './de/facts';
import { inventory } from './de/inventory';
import { navigation } from './de/navigation';
import { operations } from './de/operations';
import { overview } from './de/overview';
import { problems } from './de/problems';
import { storages } from './de/storages';

/** Every text in German; a default export, as lazily loaded messages have to be. */
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
