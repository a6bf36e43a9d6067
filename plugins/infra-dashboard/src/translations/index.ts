export { infraDashboardTranslations } from './infraDashboardTranslations';
