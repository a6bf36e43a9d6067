import { HumanDuration } from '@backstage/types';

export interface Config {
  infraDashboard?: {
    /**
     * Where the portal shows the dashboard, for links in notifications, entities and search results.
     * Default: /infrastructure
     */
    dashboardPath?: string;
    /** Default timings of all providers; an entry may override them. */
    defaults?: {
      /** How often a provider is read in the background. Default: 15s */
      refreshInterval?: HumanDuration | string;
      /** How long one upstream request may take. Default: 10s */
      timeout?: HumanDuration | string;
      /** How long opening a connection may take. Default: 5s */
      connectTimeout?: HumanDuration | string;
      /** Age from which data is shown as stale. Default: 2m */
      staleAfter?: HumanDuration | string;
      /** How long details of a workload, read when a user opens it, are shared. Default: 15s */
      detailTtl?: HumanDuration | string;
    };
    /** Limits of requests to all platforms; changes apply after a restart of the backend. */
    limits?: {
      /** Requests in flight over all providers. Default: 64 */
      requests?: number;
      /** Requests in flight to one provider, over all of its services. Default: 6 */
      requestsPerProvider?: number;
    };
    /** Links to other tools on the page of each workload: docs/links.md */
    links?: Array<{
      /** Such as Logs. */
      title: string;
      /**
       * http or https, with the placeholders {cluster}, {namespace}, {name}, {node}, {id},
       * {type} and {provider}, but not in the host.
       */
      url: string;
      /** Only for these types of workloads, such as pod. Default: all */
      types?: string[];
    }>;
    /** Reading of platforms in the background: docs/operations.md */
    collector?: {
      /**
       * False: this backend reads no platform and shows what other replicas with the same
       * database have read. Default: true
       */
      enabled?: boolean;
    };
    /** What users may see: docs/permissions.md */
    permissions?: {
      /**
       * How long the decision of the permission policy on a user is remembered, so that a page
       * asks once; `0s` asks at each request. At most one minute. Default: 5s
       */
      decisionTtl?: HumanDuration | string;
    };
    /** JSON files of the earlier dashboard with a list of providers: docs/migration.md */
    configFiles?: string[];
    /** The earlier dashboard's hardware_inventory.json: manufacturer and product of nodes. */
    hardwareInventoryFile?: string;
    /**
     * The earlier dashboard's routes: docs/migration.md. Without this key they are on only if
     * configFiles or hardwareInventoryFile is set when the backend starts.
     */
    legacyRoutes?: {
      /** Default: true */
      enabled?: boolean;
      /** Responds without credentials, as the earlier dashboard did. Default: false */
      allowUnauthenticated?: boolean;
    };
    /** Messages about problems to the owners whom they concern: docs/problems.md */
    notifications?: {
      /** Default: false */
      enabled?: boolean;
      /** How long a problem lasts before its owners are notified. Default: 2m */
      unhealthyAfter?: HumanDuration | string;
      /** How long a problem is gone before its owners are notified of its end. Default: 5m */
      healthyAfter?: HumanDuration | string;
    };
    /** Metrics through Backstage's metrics service: docs/operations.md */
    metrics?: {
      /** Gauges of each cluster and node, such as cores in use. Default: false */
      estate?: boolean;
    };
    /** What clusters and nodes had in use, for charts and forecasts: docs/history.md */
    history?: {
      /** Default: true */
      enabled?: boolean;
      /** How often numbers are written down, 10s to 1h. Default: 5m */
      sampleInterval?: HumanDuration | string;
      /** How long samples are stored, each at least an hour. */
      retention?: {
        /** As they were sampled. Default: 2d */
        raw?: HumanDuration | string;
        /** As averages of an hour. Default: 30d */
        hourly?: HumanDuration | string;
        /** As averages of a day. Default: 400d */
        daily?: HumanDuration | string;
      };
      /** What each workload used, in steps of five minutes. */
      workloads?: {
        /** How long it is stored, 1h to 7d. Default: 24h */
        retention?: HumanDuration | string;
        /** Of how many workloads; 0: of none. Default: 20000 */
        max?: number;
      };
      /**
       * Servers with the API of Prometheus, such as Prometheus, Thanos or VictoriaMetrics; the
       * first entry for a cluster is used.
       */
      prometheus?: Array<{
        /** Without the path of the API, such as https://prometheus.example:9090. */
        url: string;
        /** Names of the clusters that it has metrics of. Default: all */
        clusters?: string[];
        /** Names of the providers that it has metrics of. Default: all */
        providers?: string[];
        /**
         * Label that holds the name of the cluster, where the server has metrics of several
         * clusters.
         */
        clusterLabel?: string;
        /**
         * Bearer token.
         * @visibility secret
         */
        token?: string;
        /**
         * User, with password.
         * @visibility secret
         */
        username?: string;
        /** @visibility secret */
        password?: string;
        /**
         * Additional headers, such as X-Scope-OrgID.
         * @deepVisibility secret
         */
        headers?: { [key: string]: string };
        /** File with the certificate authority in PEM. */
        caFile?: string;
        /** How long a query may take, 100ms to 1m. Default: 10s */
        timeout?: HumanDuration | string;
        /** PromQL instead of the queries of the platform: docs/history.md */
        queries?: {
          /** Of a cluster. */
          cluster?: {
            /** Cores in use. */
            cpu?: string;
            /** Cores there are. */
            cpuTotal?: string;
            /** Bytes of memory in use. */
            memory?: string;
            /** Bytes of memory there are. */
            memoryTotal?: string;
          };
          /** Of a node. */
          node?: {
            /** Cores in use. */
            cpu?: string;
            /** Cores there are. */
            cpuTotal?: string;
            /** Bytes of memory in use. */
            memory?: string;
            /** Bytes of memory there are. */
            memoryTotal?: string;
          };
          /** Of a workload. */
          workload?: {
            /** Cores in use. */
            cpu?: string;
            /** Cores there are. */
            cpuTotal?: string;
            /** Bytes of memory in use. */
            memory?: string;
            /** Bytes of memory there are. */
            memoryTotal?: string;
          };
        };
      }>;
    };
    /** What changed in clusters: docs/changes.md */
    changes?: {
      /** How long a change is stored, at least an hour. Default: 30d */
      retention?: HumanDuration | string;
      /** How many are stored, at least 1000; the oldest are deleted. Default: 1000000 */
      maxRows?: number;
    };
    /** Which catalog entities workloads belong to and who owns them: docs/ownership.md */
    ownership?: {
      /** How often the catalog is read in the background. Default: 5m */
      refreshInterval?: HumanDuration | string;
      /**
       * Beginnings of the locations that entities are registered with, such as
       * url:https://github.com/acme/. Only these entities own workloads. Set it where users register
       * entities and the permission policy decides by owners. Default: all
       */
      locations?: string[];
      /**
       * Additional keys of the organization. Each rule has exactly one of label, metadata, tag
       * and namespace, and an entityRef, an owner or both, with {value} as placeholder.
       */
      rules?: Array<{
        /** Only workloads of this platform. */
        provider?: string;
        /** Only workloads of this cluster. */
        cluster?: string;
        /** Key of a label, or of metadata that users set on the platform; its value is {value}. */
        label?: string;
        /**
         * Key of the metadata that the provider reports in addition to labels, such as
         * projectId.
         */
        metadata?: string;
        /** A tag; `{value}` matches any text in it, such as `app-{value}`. */
        tag?: string;
        /** Namespace, pool or project; `{value}` matches any text, as in `{value}-prod`. */
        namespace?: string;
        /** Such as component:default/{value}; counts where the catalog has such an entity. */
        entityRef?: string;
        /** Such as group:default/{value}; counts where the entity has no owner. */
        owner?: string;
      }>;
      /** Owners of workloads without any other match; the first matching entry applies. */
      defaults?: Array<{
        provider?: string;
        cluster?: string;
        /** Namespace, pool or project; `*` matches any text. */
        namespace?: string;
        entityRef?: string;
        owner?: string;
      }>;
    };
    /** One entry per connection to a platform. Each may carry keys of its type only. */
    providers?: Array<{
      /** Unique over all providers; the name of the cluster, or its beginning where there are several. */
      name: string;
      /** The platform; each installed platform module adds one value. */
      type: string;
      /** Default: true */
      enabled?: boolean;
      /** Entity reference of who owns the cluster. */
      owner?: string;
      /** Labels that permission rules may use, such as `environment: production`. */
      labels?: { [key: string]: string };
      /**
       * URL of an HTTP proxy to connect through, or false for none. Default: HTTPS_PROXY,
       * HTTP_PROXY and NO_PROXY of the environment
       * @visibility secret
       */
      proxy?: string | boolean;
      /** How often it is read. Default: as in defaults */
      refreshInterval?: HumanDuration | string;
      /** How long one request may take. Default: as in defaults */
      timeout?: HumanDuration | string;
      /** How long opening a connection may take. Default: as in defaults */
      connectTimeout?: HumanDuration | string;
      /** Age from which its data is stale. Default: as in defaults */
      staleAfter?: HumanDuration | string;
      /** How long details of its workloads are shared. Default: as in defaults */
      detailTtl?: HumanDuration | string;
    }>;
  };
}
