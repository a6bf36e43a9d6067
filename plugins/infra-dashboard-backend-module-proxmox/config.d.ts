export interface Config {
  infraDashboard?: {
    providers?: Array<{
      /** Base URL of the API. */
      url?: string;
      /** Several members of the cluster, tried in order. */
      urls?: Array<string | { url: string; fingerprint?: string }>;
      /** User@realm!name */
      tokenId?: string;
      /**
       * Secret of the token.
       * @visibility secret
       */
      tokenSecret?: string;
      /** SHA-256 fingerprint of the certificate to accept. */
      fingerprint?: string;
      /** Ask each guest, its agent or container, for its IP addresses. Default: false */
      guestAddresses?: boolean;
      /** user@realm, in place of a token. */
      username?: string;
      /**
       * Password of that user.
       * @visibility secret
       */
      password?: string;
      /** Accept every certificate. */
      allowInsecure?: boolean;
      /** PEM of the certificate authority, or that PEM in base64. */
      caData?: string;
      /** File that holds the PEM of the certificate authority. */
      caFile?: string;
    }>;
  };
}
