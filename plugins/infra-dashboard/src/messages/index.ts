export { useTranslated } from './useTranslated';
