import {
  usedShare,
  type StorageStatus,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { coreMessage } from '../messages';
import { toReason } from '../text';

/** From this share of its space on, in percent, a storage is almost full. */
const ALMOST_FULL = 95;

/** Health of a storage that works: degraded where it is almost full. @public */
export function judgeSpace(
  space: Usage,
): Pick<
  StorageStatus,
  'health' | 'statusReason' | 'reasonCode' | 'reasonParams'
> {
  const share = usedShare(space);
  if (share === undefined || share < ALMOST_FULL) return { health: 'healthy' };
  const percent = Math.floor(share);
  return {
    health: 'degraded',
    ...toReason(coreMessage('storage-almost-full', { percent })),
  };
}
