export interface Config {
  app?: {
    /**
     * Name of the provider below `auth.providers` that signs users in without a form, such as
     * `oauth2Proxy`. Default: `guest`, which only works in development.
     *
     * @visibility frontend
     */
    signInProvider?: string;
  };
}
