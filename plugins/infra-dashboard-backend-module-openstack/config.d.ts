export interface Config {
  infraDashboard?: {
    providers?: Array<{
      /** Accept every certificate. */
      allowInsecure?: boolean;
      /** PEM of the certificate authority, or that PEM in base64. */
      caData?: string;
      /** File that holds the PEM of the certificate authority. */
      caFile?: string;
      /** Keystone, such as https://keystone.example/v3 */
      authUrl?: string;
      /** Read this region only; its cluster has the name of the provider. */
      region?: string;
      /**
       * Read these regions, each as a cluster named `<provider>-<region>`.
       * Without region and regions, all that the catalog has: one is named as the provider,
       * also when others come later, and others as above.
       */
      regions?: string[];
      /** Public (default), internal or admin endpoints of the catalog. */
      interface?: string;
      /** Project of the user; not with an application credential, which has its own. */
      projectName?: string;
      /** The same by id. */
      projectId?: string;
      /** Domain of the project. */
      projectDomainName?: string;
      /** The same by id. Default: default */
      projectDomainId?: string;
      /** Domain of the user. */
      userDomainName?: string;
      /** The same by id. Default: default */
      userDomainId?: string;
      /** Name of the user. */
      username?: string;
      /** Id of the user instead, which needs no domain. */
      userId?: string;
      /**
       * Password of that user.
       * @visibility secret
       */
      password?: string;
      /** Id of an application credential. */
      applicationCredentialId?: string;
      /** Its name instead, together with username and the domain of the user. */
      applicationCredentialName?: string;
      /**
       * Secret of the application credential.
       * @visibility secret
       */
      applicationCredentialSecret?: string;
      /** Name of an entry in clouds.yaml; `envvars` takes the OS_* variables. */
      cloud?: string;
      /** Path of clouds.yaml where it is not in a usual place or OS_CLIENT_CONFIG_FILE. */
      cloudsYamlPath?: string;
      /** List the servers of all projects; default: where the role allows it. */
      allProjects?: boolean;
    }>;
  };
}
