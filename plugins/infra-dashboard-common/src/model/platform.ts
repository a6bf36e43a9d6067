import type { MessageTemplates } from '../messages';

/**
 * The terms of a platform, in English, singular and lower case. The pages translate the
 * words they know; the platform may translate others in its `messages`.
 *
 * @public
 */
export interface PlatformTerms {
  /** Such as `cluster` or `region`. */
  cluster: string;
  /** Such as `node` or `hypervisor`. */
  node: string;
  /** The grouping of workloads: `namespace`, `project`, `pool`. */
  namespace: string;
  /** What `requested` of a usage means. */
  requested: 'requested' | 'allocated';
}

/** A type of workloads. @public */
export interface WorkloadTypeDescriptor {
  /** Value of `type` of a workload. */
  type: string;
  /** Such as `Virtual machine`. */
  title: string;
  /** Other words that find it in a search, such as `vm`; lower case. */
  aliases?: string[];
  /** Name of a Remix icon. Default: `instance` */
  icon?: string;
  /**
   * `machine`: a virtual machine or container of a hypervisor, `app`: a controller,
   * `replica`: a member of a controller.
   */
  role: 'app' | 'replica' | 'machine';
  /** Values of one key of its metadata that mean that it has ended and does not come back. */
  ended?: { key: string; values: string[] };
  /** Values of one key of its metadata that mean that no backup is made of it. */
  unprotected?: { key: string; values: string[] };
}

/** A field of the form that makes the configuration of a provider. @public */
export interface FormField {
  /** Key of the entry in `infraDashboard.providers`. */
  key: string;
  /** Such as `API URL`. */
  label: string;
  /**
   * `secret`: never typed in; becomes an environment variable of the backend. `boolean`: a
   * checkbox; the key is set to true where it is checked, else left out.
   */
  type?: 'text' | 'secret' | 'boolean';
  /** Whether an entry is invalid without it. */
  required?: boolean;
  /** An example value. */
  example?: string;
  /** A sentence below the field. */
  help?: string;
  /**
   * Heading of fields that belong together, such as those of one way to authenticate. Its
   * secrets are left out where the other fields of the group are empty.
   */
  group?: string;
}

/** A fact in the metadata of clusters, nodes and workloads. @public */
export interface PlatformFact {
  /** Such as `Kernel version`, in English. */
  title: string;
  /** What its number is; without it the value is shown as it is. */
  unit?: 'bytes';
  /** Whether the page of a cluster begins with it, and not only lists it. */
  isHighlight?: boolean;
  /** Whether a workload list can have it as a column. */
  isColumn?: boolean;
  /** What it becomes in the catalog, which holds only what stays the same for weeks. */
  catalog?: 'annotation' | 'label';
}

/** How clusters and nodes of a platform appear in the catalog. @public */
export interface PlatformCatalogTypes {
  /** `spec.type` of a cluster's entity. Default: `<type>-cluster` */
  cluster?: string;
  /** `spec.type` of a node's entity. Default: `<type>-node` */
  node?: string;
}

/**
 * Descriptor of a platform, available without connecting to it; served by `GET /platforms`.
 *
 * @public
 */
export interface PlatformDescriptor {
  /** Value of `type` in the configuration. */
  readonly type: string;
  /** Such as `Nomad`. */
  readonly title: string;
  /** Name of a Remix icon without its style, such as `server` or `cloud`. */
  readonly icon: string;
  /** Its words for things. */
  readonly terms: PlatformTerms;
  /** The types of its workloads. */
  readonly workloadTypes: readonly WorkloadTypeDescriptor[];
  /** Names of what is in `metadata` and in details, by key; a key without one is spelled out. */
  readonly facts?: Readonly<Record<string, PlatformFact>>;
  /**
   * Columns of a workload list that shows this platform alone: those of all, and keys of
   * `facts`. Default: those of all.
   */
  readonly columns?: readonly string[];
  /** Fields of the form; the first ones are what one needs to begin with. */
  readonly fields: readonly FormField[];
  /** Types of its entities in the catalog. */
  readonly catalog?: PlatformCatalogTypes;
  /**
   * Translations of the platform's sentences (reasons, hints, limitations, remedies): templates
   * by language (`de`) and code. English is optional here, since responses contain it. Codes of
   * names: `fact-<key>`, `type-<type>`, `term-<term>` and its plural `terms-<term>`, `field-<key>`,
   * `field-<key>-help` and `group-<group>`.
   */
  readonly messages?: Readonly<Record<string, MessageTemplates>>;
}
