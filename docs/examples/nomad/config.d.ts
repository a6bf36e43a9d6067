export interface Config {
  infraDashboard?: {
    providers?: Array<{
      /** Address of the Nomad API, such as https://nomad.example:4646 */
      url?: string;
      /**
       * Secret ID of an ACL token.
       * @visibility secret
       */
      token?: string;
    }>;
  };
}
