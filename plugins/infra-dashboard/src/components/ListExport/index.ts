export { ExportButton, ExportNotice } from './ExportButton';
export { exportList, type ExportedList } from './exportList';
export { useListExport } from './useListExport';
