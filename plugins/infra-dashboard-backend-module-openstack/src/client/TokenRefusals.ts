import type { KeystoneToken } from './KeystoneToken';
import type { OpenStackRequest } from './request';

type Place = Pick<OpenStackRequest, 'service' | 'path'>;

/** Without ids, of which there are many: `/servers/<id>` is refused like `/servers`. */
function pathKey({ path, service }: Place): string {
  return `${service} ${path.split('/')[1]}`;
}

/** Requests that respond with 401 also after a new login, so that another one is useless. */
export class TokenRefusals {
  /** Services that refused a new token. */
  readonly #services = new WeakMap<KeystoneToken, Set<string>>();
  /** Paths that refuse tokens which their service accepts elsewhere. */
  readonly #paths = new Set<string>();

  has(token: KeystoneToken, place: Place): boolean {
    return (
      this.#paths.has(pathKey(place)) ||
      this.#services.get(token)?.has(place.service) === true
    );
  }

  add(token: KeystoneToken, place: Place): void {
    const services = this.#services.get(token) ?? new Set();
    this.#services.set(token, services.add(place.service));
    this.#paths.add(pathKey(place));
  }

  delete(token: KeystoneToken, place: Place): void {
    this.#services.get(token)?.delete(place.service);
    this.#paths.delete(pathKey(place));
  }
}
