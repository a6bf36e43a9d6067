export { PageFrame, PageFrameProvider, type PageFrameProps } from './PageFrame';
export { useHeaderTabs, type HeaderTab } from './useHeaderTabs';
