// Requests to a real OpenStack as one of its users.

/** @param user - `name`, `password` and `project`, all of the domain Default */
export async function logIn(user) {
  const { OS_AUTH_URL: authUrl, OS_REGION_NAME: region } = process.env;
  const domain = { name: 'Default' };
  const response = await fetch(`${authUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ['password'],
          password: {
            user: { name: user.name, password: user.password, domain },
          },
        },
        scope: { project: { name: user.project, domain } },
      },
    }),
  });
  const { token } = await response.json();
  const urlOf = type =>
    token.catalog
      .find(service => service.type === type)
      .endpoints.find(
        one => one.interface === 'public' && one.region === region,
      ).url;
  const headers = {
    ...{ 'content-type': 'application/json', accept: 'application/json' },
    'x-auth-token': response.headers.get('x-subject-token'),
    'openstack-api-version': 'compute 2.90',
  };

  async function send(method, url, body) {
    const sent = await fetch(url, {
      ...{ method, headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await sent.text();
    if (!sent.ok) {
      throw new Error(`${method} ${url}: ${sent.status} ${text.slice(0, 300)}`);
    }
    return text ? JSON.parse(text) : undefined;
  }

  return {
    nova: (method, path, body) =>
      send(method, `${urlOf('compute')}${path}`, body),
    glance: path => send('GET', `${urlOf('image')}${path}`),
    keystone: (method, path, body) => send(method, `${authUrl}${path}`, body),
  };
}
