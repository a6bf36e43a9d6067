export { ChoiceButtons, type ChoiceButtonsProps } from './ChoiceButtons';
export { ChipField, type ChipFieldProps } from './ChipField';
export {
  MultiSelectField,
  type MultiSelectFieldProps,
} from './MultiSelectField';
export { SearchField, type SearchFieldProps } from './SearchField';
export { SelectField, type SelectFieldProps } from './SelectField';
