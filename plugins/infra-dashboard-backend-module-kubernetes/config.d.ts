export interface Config {
  infraDashboard?: {
    providers?: Array<{
      /** Base URL of the API. */
      url?: string;
      /**
       * Token of a service account, together with url.
       * @visibility secret
       */
      serviceAccountToken?: string;
      /** File that holds the token; read again when it changes. */
      serviceAccountTokenFile?: string;
      /** Path of a kubeconfig file. */
      kubeConfigPath?: string;
      /** Context within the kubeconfig file; default: its current context. */
      kubeConfigContext?: string;
      /** Use the service account of the pod this backend runs in. */
      inCluster?: boolean;
      /** Read this namespace only. */
      namespace?: string;
      /** Accept every certificate. */
      skipTLSVerify?: boolean;
      /** List in each refresh, where a proxy in between blocks streams. */
      skipWatch?: boolean;
      /** Do not read metrics.k8s.io. */
      skipMetrics?: boolean;
      /** PEM of the certificate authority, or that PEM in base64. */
      caData?: string;
      /** File that holds the PEM of the certificate authority. */
      caFile?: string;
    }>;
  };
}
