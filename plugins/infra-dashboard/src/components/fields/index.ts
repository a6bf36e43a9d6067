export { SearchField, type SearchFieldProps } from './SearchField';
export { SelectField, type SelectFieldProps } from './SelectField';
