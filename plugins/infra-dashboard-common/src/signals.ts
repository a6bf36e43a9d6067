/**
 * Channel of the Backstage signals plugin. The backend publishes a message when the state of a
 * cluster changes. The message contains no names; receivers read the API again.
 *
 * @public
 */
export const SIGNAL_CHANNEL = 'infra-dashboard';
