import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** A host with many container networks must not fill the page. */
const MOST_ADDRESSES = 16;

/** Loopback and link-local: nobody else reaches the guest by them. */
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

/** The agent's answer is wrapped once more; a container that stopped has `null`. */
const answerSchema = z.union([
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
 * the guest's order; undefined where it is neither.
 */
export function readAddresses(data: unknown): string[] | undefined {
  const interfaces = answerSchema.safeParse(data).data;
  if (!interfaces) return undefined;
  const addresses = interfaces.flatMap(one =>
    (
      one['ip-addresses']?.map(entry => entry['ip-address']) ?? [
        one.inet,
        one.inet6,
      ]
    ).flatMap(address => address?.split(/[/%]/)[0] ?? []),
  );
  return [...new Set(addresses.filter(isReachable))].slice(0, MOST_ADDRESSES);
}
