export { ClusterNotice, type ClusterNoticeProps } from './ClusterNotice';
