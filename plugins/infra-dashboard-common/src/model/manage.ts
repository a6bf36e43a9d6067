/** Body of `PUT /providers/:name/enabled`. @public */
export interface ProviderSwitch {
  /** Survives restarts and overrides the configuration. */
  enabled: boolean;
}

/** A problem of the configuration. @public */
export interface ProviderIssue {
  /** Key within the checked entry; empty for all of it. In a health report the full key. */
  key: string;
  /** The problem, as text. */
  message: string;
  /** Name of the file, where it is not the configuration of Backstage itself. */
  file?: string;
  /** Line in the file. */
  line?: number;
}

/** Response of `POST /providers/validate`. @public */
export interface ProviderValidation {
  /** Whether the entry can be used. */
  ok: boolean;
  /** The problem. */
  issues: ProviderIssue[];
  /** YAML to paste into app-config, with variables for secrets. */
  snippet: string;
  /** Environment variables that the snippet needs. */
  variables: string[];
}
