import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** A guest with many container networks must not fill the page. */
const MAX_ADDRESSES = 16;

/** Loopback and link-local addresses, by which others cannot reach the guest. */
const OWN = new BlockList();
OWN.addSubnet('127.0.0.0', 8, 'ipv4');
OWN.addSubnet('169.254.0.0', 16, 'ipv4');
OWN.addAddress('::1', 'ipv6');
OWN.addSubnet('fe80::', 10, 'ipv6');

const text = z.string().optional().catch(undefined);

const interfaceSchema = z
  .object({
    'ip-addresses': z
      .array(z.object({ 'ip-address': text }).catch({}))
      .optional()
      .catch(undefined),
    // Containers before PVE 9, with the length of the prefix.
    inet: text,
    inet6: text,
  })
  .catch({});

const interfacesSchema = z.array(interfaceSchema);

/** The agent wraps the list in `result`; a stopped container returns `null`. */
const responseSchema = z.union([
  interfacesSchema,
  z.object({ result: interfacesSchema }).transform(({ result }) => result),
  z.null().transform(() => []),
]);

function isReachable(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && !OWN.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Addresses in the `data` of `agent/network-get-interfaces` (qemu) or `interfaces` (lxc), in
 * the order of the guest; undefined if the data is neither of them.
 */
export function mapAddresses(data: unknown): string[] | undefined {
  const interfaces = responseSchema.safeParse(data).data;
  if (!interfaces) return undefined;
  const addresses = interfaces.flatMap(one =>
    (
      one['ip-addresses']?.map(entry => entry['ip-address']) ?? [
        one.inet,
        one.inet6,
      ]
    ).flatMap(address => address?.split(/[/%]/)[0] ?? []),
  );
  return [...new Set(addresses.filter(isReachable))].slice(0, MAX_ADDRESSES);
}
