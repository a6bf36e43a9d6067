export interface Config {
  app?: {
    /**
     * Name of the provider below `auth.providers` that knows who somebody is without a form,
     * such as `oauth2Proxy`. Default: `guest`, whom the backend lets in while developing only.
     *
     * @visibility frontend
     */
    signInProvider?: string;
  };
}
