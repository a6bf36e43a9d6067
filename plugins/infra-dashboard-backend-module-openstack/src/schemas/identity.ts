import { z } from 'zod';
import { optionalList, text } from './fields';

const endpointSchema = z
  .object({
    id: z.string().optional().catch(undefined),
    url: z.string(),
    interface: z.string().optional(),
    region: z.string().nullish(),
    region_id: z.string().nullish(),
  })
  .transform(({ region, region_id, ...rest }) => ({
    ...rest,
    region: region ?? undefined,
    region_id: region_id ?? undefined,
  }));

const catalogSchema = optionalList(
  z.object({
    id: z.string().optional().catch(undefined),
    type: z.string(),
    endpoints: optionalList(endpointSchema),
  }),
);

export type Catalog = NonNullable<z.output<typeof catalogSchema>>;

/** `POST /v3/auth/tokens` */
export const tokenSchema = z.object({
  token: z.object({
    expires_at: z.string().optional().catch(undefined),
    issued_at: z.string().optional().catch(undefined),
    user: z
      .object({
        id: z.string().optional().catch(undefined),
        name: z.string().optional(),
        password_expires_at: text,
      })
      .optional()
      .catch(undefined),
    // Absent means a login without scope, so an invalid one must not be read as absent.
    project: z
      .object({ id: z.string(), name: z.string().optional() })
      .nullish(),
    roles: optionalList(z.object({ name: z.string() })),
    catalog: catalogSchema,
    application_credential: z
      .object({
        id: z.string().optional().catch(undefined),
        access_rules: optionalList(
          z.object({
            service: z.string(),
            path: z.string(),
            method: z.string(),
          }),
        ),
      })
      .optional()
      .catch(undefined),
  }),
});

/** `GET /v3/projects`, `GET /v3/auth/projects` */
export const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  domain_id: text,
});

export type Project = z.infer<typeof projectSchema>;

/** `GET /v3/users/{user}/application_credentials/{id}` */
export const credentialSchema = z.object({
  application_credential: z.object({ expires_at: text }),
});
