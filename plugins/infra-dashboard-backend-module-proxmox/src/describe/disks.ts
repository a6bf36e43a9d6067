import type { WorkloadPart } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  toFacts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { parseProperties, parseSize } from './properties';
import type { GuestConfig } from './schemas';

const DISK =
  /^((ide|sata|scsi|virtio|mp|unused)\d+|efidisk0|tpmstate0|rootfs)$/;

/** `storage:volume`; anything else may be a URL with credentials. */
const VOLUME = /^[\w.-]+:[\w./-]+$/;

function stateOf(key: string, media: string | undefined): string | undefined {
  if (key.startsWith('unused')) return 'unused';
  return media === 'cdrom' ? 'cdrom' : undefined;
}

/** Disks, mount points and drives of a guest. */
export function mapDisks(config: GuestConfig): WorkloadPart[] {
  return Object.keys(config)
    .filter(key => DISK.test(key))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map(key => {
      const { first, values } = parseProperties(config[key]);
      const volume = values.get('file') ?? values.get('volume') ?? first;
      const state = stateOf(key, values.get('media'));
      return {
        kind: 'disk',
        name: key,
        ...(state && { state }),
        facts: toFacts([
          [
            'volume',
            volume && VOLUME.test(volume) ? cleanText(volume, 200) : undefined,
          ],
          ['size', parseSize(values.get('size')), 'bytes'],
          ['mountPath', cleanText(values.get('mp'), 200)],
          ['cache', cleanText(values.get('cache'), 50)],
          ['backup', values.get('backup') === '0' ? 'no' : undefined],
        ]),
      };
    });
}
