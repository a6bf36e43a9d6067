export { PageFrame, PageFrameProvider, type PageFrameProps } from './PageFrame';
