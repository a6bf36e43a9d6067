import type { KeystoneToken } from './KeystoneToken';
import type { OpenStackRequest } from './request';

type Place = Pick<OpenStackRequest, 'service' | 'path'>;

/** Without ids, of which there are many: `/servers/<id>` is refused like `/servers`. */
function pathKey({ path, service }: Place): string {
  return `${service} ${path.split('/')[1]}`;
}

/** Requests that respond with 401 also after a new login, so that another one is useless. */
export class TokenRefusals {
  /** The latest token that a service refused although it was new. */
  #token: KeystoneToken | undefined;
  /** Services that refused it. */
  readonly #services = new Set<string>();
  /** Paths that refuse tokens which their service accepts elsewhere. */
  readonly #paths = new Set<string>();

  has(token: KeystoneToken, place: Place): boolean {
    return (
      this.#paths.has(pathKey(place)) ||
      (token === this.#token && this.#services.has(place.service))
    );
  }

  add(token: KeystoneToken, place: Place): void {
    if (token !== this.#token) this.#services.clear();
    this.#token = token;
    this.#services.add(place.service);
    this.#paths.add(pathKey(place));
  }

  delete(token: KeystoneToken, place: Place): void {
    if (token === this.#token) this.#services.delete(place.service);
    this.#paths.delete(pathKey(place));
  }
}
