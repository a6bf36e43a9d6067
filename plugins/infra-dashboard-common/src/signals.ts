/**
 * Channel of Backstage's signals on which the backend says that the state of a cluster
 * changed. The message names nothing: whoever hears it asks the API again.
 *
 * @public
 */
export const SIGNAL_CHANNEL = 'infra-dashboard';
