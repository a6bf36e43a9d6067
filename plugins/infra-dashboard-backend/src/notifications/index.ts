export { readNotificationOptions } from './readNotificationOptions';
export { startNotifications } from './startNotifications';
