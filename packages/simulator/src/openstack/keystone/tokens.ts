import { digest } from '../../fleet/derive';
import type { OpenStackCluster } from '../../fleet/schema';
import { CREDENTIALS } from '../../server/credentials';
import type {
  HandlerContext,
  SimulatedResponse,
  SimulatedRequest,
} from '../../server/protocol';
import type { IssuedToken } from '../../server/TokenStore';
import { json, keystoneFailure } from '../responses';
import { keystoneId, projectId, userId } from '../ids';
import { catalogOf } from './catalog';
import { identify, type LoginBody } from './identify';

type Context = HandlerContext<OpenStackCluster>;

const DOMAIN = { id: 'default', name: 'Default' };

const microseconds = (ms: number) =>
  new Date(ms).toISOString().replace('Z', '000Z');

/** The properties of a token. */
function describeToken(
  token: string,
  details: IssuedToken,
  options: { cluster: OpenStackCluster; origin: string; hasCatalog: boolean },
) {
  const { cluster, origin, hasCatalog } = options;
  const { user, method, project, roles } = details;
  return {
    token: {
      methods: [method],
      user: {
        domain: DOMAIN,
        id: userId(user),
        name: user,
        password_expires_at: null,
      },
      audit_ids: [digest(token).slice(0, 22)],
      expires_at: microseconds(details.expiresAt),
      issued_at: microseconds(details.issuedAt),
      ...(project !== undefined && {
        project: { domain: DOMAIN, id: projectId(project), name: project },
        is_domain: false,
        roles: roles.map(name => ({ id: keystoneId('role', name), name })),
        ...(hasCatalog && { catalog: catalogOf(cluster, origin) }),
      }),
      ...(method === 'application_credential' && {
        application_credential: {
          id: CREDENTIALS.applicationCredentialId,
          name: 'portal',
          restricted: true,
        },
      }),
    },
  };
}

/** `POST /v3/auth/tokens` */
export function issueToken(
  request: SimulatedRequest,
  context: Context,
): SimulatedResponse {
  const { cluster, tokens } = context;
  const { origin, query } = request;
  let body: LoginBody;
  try {
    body = JSON.parse(request.body);
  } catch {
    return keystoneFailure(
      400,
      'Bad Request',
      'Expecting to find valid JSON in request body.',
    );
  }
  const identity = identify(body, { origin, context });
  if ('status' in identity) return identity;
  const issuedAt = Date.now();
  const details = {
    ...identity,
    issuedAt,
    expiresAt: issuedAt + cluster.tokenLifeSeconds * 1000,
  };
  const token = tokens.issue(details);
  const hasCatalog = !query.has('nocatalog');
  return json(
    201,
    describeToken(token, details, { cluster, origin, hasCatalog }),
    { 'x-subject-token': token },
  );
}

/** `GET` and `DELETE /v3/auth/tokens`: of the token in X-Subject-Token. */
export function handleToken(
  request: SimulatedRequest,
  { cluster, tokens }: Context,
): SimulatedResponse {
  const subject = request.headers['x-subject-token'] ?? '';
  const details = tokens.find(subject);
  if (!details) {
    return keystoneFailure(404, 'Not Found', 'Could not find token.');
  }
  if (request.method === 'DELETE') {
    tokens.revoke(subject);
    return { status: 204 };
  }
  const { origin } = request;
  return json(
    200,
    describeToken(subject, details, { cluster, origin, hasCatalog: true }),
    { 'x-subject-token': subject },
  );
}
