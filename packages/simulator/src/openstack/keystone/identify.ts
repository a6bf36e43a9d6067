import type { OpenStackCluster } from '../../fleet/schema';
import { CREDENTIALS } from '../../server/credentials';
import type { HandlerContext, SimulatedResponse } from '../../server/protocol';
import { json, keystoneFailure, unauthorized } from '../responses';
import { projectId, projectNames } from '../ids';

/** The authenticated user and project. */
export interface Identity {
  user: string;
  method: string;
  /** Absent: without a scope. */
  project?: string;
  roles: string[];
}

interface Domain {
  id?: string;
  name?: string;
}

export interface LoginBody {
  auth?: {
    identity?: {
      methods?: string[];
      password?: {
        user?: { name?: string; password?: string; domain?: Domain };
      };
      token?: { id?: string };
      application_credential?: { id?: string; secret?: string };
    };
    scope?: {
      project?: { name?: string; id?: string; domain?: Domain };
    };
  };
}

const malformed = (where: string) =>
  keystoneFailure(
    400,
    'Bad Request',
    `Expecting to find domain in ${where}. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`,
  );

function isOurDomain({ id, name }: Domain): boolean {
  return id === 'default' || name === CREDENTIALS.userDomainName;
}

/** Roles of a user; the configured user is an administrator if the fleet is configured so. */
function rolesOf(cluster: OpenStackCluster, user: string): string[] {
  const isAdmin = user === CREDENTIALS.username && cluster.admin;
  return isAdmin ? ['admin', 'member', 'reader'] : ['member', 'reader'];
}

type Options = {
  origin: string;
  context: HandlerContext<OpenStackCluster>;
};

function byPassword(
  body: LoginBody,
  { origin }: Options,
): string | SimulatedResponse {
  const user = body.auth?.identity?.password?.user;
  const refusal = unauthorized(origin);
  if (!user) return refusal;
  if (!user.domain) return malformed('user');
  const { username, password, memberUsername, memberPassword } = CREDENTIALS;
  const known: Record<string, string> = {
    [username]: password,
    [memberUsername]: memberPassword,
  };
  const isRight =
    user.name !== undefined &&
    isOurDomain(user.domain) &&
    known[user.name] !== undefined &&
    known[user.name] === user.password;
  return isRight ? user.name! : refusal;
}

/** The project of a scope; undefined where there is none. */
function scopedProject(
  body: LoginBody,
  identity: { roles: string[] },
  { origin, context }: Options,
): string | undefined | SimulatedResponse {
  const project = body.auth?.scope?.project;
  if (!project) return undefined;
  if (project.name !== undefined && !project.domain) {
    return malformed('project');
  }
  const name = projectNames(context.cluster).find(
    one =>
      one === project.name ||
      (project.id !== undefined && projectId(one) === project.id),
  );
  const isOurs = !project.domain || isOurDomain(project.domain);
  const mayEnter =
    name === CREDENTIALS.projectName || identity.roles.includes('admin');
  return name && isOurs && mayEnter ? name : unauthorized(origin);
}

function byApplicationCredential(
  body: LoginBody,
  { origin, context }: Options,
): Identity | SimulatedResponse {
  const { id, secret } = body.auth?.identity?.application_credential ?? {};
  if (id !== CREDENTIALS.applicationCredentialId) {
    return keystoneFailure(
      404,
      'Not Found',
      `Could not find Application Credential: ${id}.`,
    );
  }
  if (secret !== CREDENTIALS.applicationCredentialSecret) {
    return unauthorized(origin);
  }
  // An application credential has a fixed scope and accepts no other.
  if (body.auth?.scope !== undefined) {
    const refusal = unauthorized(origin);
    return json(
      401,
      {
        error: {
          code: 401,
          identity: {},
          message:
            'Error authenticating with application credential: Application credentials cannot request a scope.',
          title: 'Unauthorized',
        },
      },
      refusal.headers,
    );
  }
  const user = CREDENTIALS.username;
  return {
    user,
    method: 'application_credential',
    project: CREDENTIALS.projectName,
    roles: rolesOf(context.cluster, user),
  };
}

/** Authenticates the body of a login, or returns the error response. */
export function identify(
  body: LoginBody,
  options: Options,
): Identity | SimulatedResponse {
  const { origin, context } = options;
  const identity = body.auth?.identity;
  const method = identity?.methods?.[0];
  if (method === 'application_credential') {
    return byApplicationCredential(body, options);
  }
  let user: string | SimulatedResponse = unauthorized(origin);
  if (method === 'password') {
    user = byPassword(body, options);
  } else if (method === 'token') {
    user = context.tokens.find(identity?.token?.id)?.user ?? user;
  }
  if (typeof user !== 'string') return user;
  const roles = rolesOf(context.cluster, user);
  const project = scopedProject(body, { roles }, options);
  if (project !== undefined && typeof project !== 'string') return project;
  return { user, method: method!, project, roles };
}
