export { ChipField, type ChipFieldProps } from './ChipField';
export { SearchField, type SearchFieldProps } from './SearchField';
export { SelectField, type SelectFieldProps } from './SelectField';
