import { openstackConfigSchema } from '../config';
import { readSettings } from '../config/settings';

/** A valid entry with a password. */
export const PASSWORD = {
  authUrl: 'https://keystone.example/v3',
  username: 'portal',
  password: 'very-secret',
  projectName: 'demo',
};

/** The issues of an entry, by key. */
export function problems(config: object): string[] {
  const parsed = openstackConfigSchema.safeParse(config);
  return (parsed.error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

/** The settings with what their files hold. */
export async function settings(config: object) {
  const { tls, ...rest } = await readSettings(
    openstackConfigSchema.parse(config),
  );
  return { ...rest, tls: await tls() };
}
