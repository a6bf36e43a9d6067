export interface Config {
  permission?: {
    /** Read by RestrictedClustersPolicy. */
    infrastructure?: {
      /** Groups that may test, refresh and switch providers. Default: none. */
      operators?: string[];
      /** Clusters that only the members of some groups see. */
      restrictedClusters?: Array<{
        /** Of a cluster, or of a provider with all its clusters. */
        name: string;
        /** References of group entities. */
        groups: string[];
      }>;
    };
  };
  auth?: {
    providers?: {
      /** The module declares no schema of its own. */
      oauth2Proxy?: {
        signIn?: {
          resolvers: Array<{
            resolver: string;
            allowedDomains?: string[];
            dangerouslyAllowSignInWithoutUserInCatalog?: boolean;
          }>;
        };
      };
    };
  };
}
