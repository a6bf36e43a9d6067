import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiHistoryLine,
  RiLoopRightLine,
  RiQuestionFill,
  RiStopCircleFill,
} from '@remixicon/react';
import { useToneColor, type Tone } from './tones';

const ICONS = {
  healthy: RiCheckboxCircleFill,
  degraded: RiAlertFill,
  failed: RiCloseCircleFill,
  transitional: RiLoopRightLine,
  stopped: RiStopCircleFill,
  unknown: RiQuestionFill,
  stale: RiHistoryLine,
};

export interface StatusIconProps {
  tone: Tone;
  size?: number;
}

/** The icon of a tone, each with its own shape. Always shown next to a text. */
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
