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
      /**
       * SHA-256 fingerprint of a certificate to accept, in addition to those of a certificate
       * authority: it does not pin one that an authority vouches for.
       */
      fingerprint?: string;
      /** Read the IP addresses of guests, from their agent or container. Default: false */
      guestAddresses?: boolean;
      /** user@realm, instead of a token. */
      username?: string;
      /**
       * Password of that user.
       * @visibility secret
       */
      password?: string;
      /** Accept every certificate. */
      allowInsecure?: boolean;
      /** PEM of the certificate authority, or the PEM in base64. */
      caData?: string;
      /** File that holds the PEM of the certificate authority. */
      caFile?: string;
    }>;
  };
}
