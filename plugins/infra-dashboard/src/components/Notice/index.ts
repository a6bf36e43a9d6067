export { Notice, type NoticeProps } from './Notice';
export { PausedNotice, type PausedNoticeProps } from './PausedNotice';
