/** Body of `PUT /providers/:name/enabled`. @public */
export interface ProviderSwitch {
  /** Survives restarts and overrides the configuration. */
  enabled: boolean;
}

/** A problem of a configuration entry. @public */
export interface ProviderIssue {
  /** Key within the entry; empty for all of it. */
  key: string;
  /** What is wrong, for people. */
  message: string;
}

/** Response of `POST /providers/validate`. @public */
export interface ProviderValidation {
  /** Whether the entry can be used. */
  ok: boolean;
  /** What is wrong. */
  issues: ProviderIssue[];
  /** YAML to paste into app-config, with variables for secrets. */
  snippet: string;
  /** Environment variables that the snippet needs. */
  variables: string[];
}
