import type { Health } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiLoopRightLine,
  RiQuestionFill,
  RiStopCircleFill,
} from '@remixicon/react';
import { useToneColor } from './tones';

const ICONS = {
  healthy: RiCheckboxCircleFill,
  degraded: RiAlertFill,
  failed: RiCloseCircleFill,
  transitional: RiLoopRightLine,
  stopped: RiStopCircleFill,
  unknown: RiQuestionFill,
};

export interface StatusIconProps {
  tone: Health;
  size?: number;
}

/** The icon of a health: each has a shape of its own. Always beside a word. */
export function StatusIcon({ tone, size = 16 }: StatusIconProps) {
  const color = useToneColor(tone);
  const Icon = ICONS[tone] ?? RiQuestionFill;
  return (
    <Icon
      size={size}
      color={color}
      aria-hidden="true"
      focusable="false"
      style={{ flexShrink: 0 }}
    />
  );
}
