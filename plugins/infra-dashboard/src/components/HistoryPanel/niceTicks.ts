/**
 * Round values for an axis from 0 up to and above a maximum: four or five steps, which are
 * round in the unit that the maximum is written in.
 *
 * @param base - 1024 for bytes, whose units are powers of it; 10 for the rest
 */
export function niceTicks(maximum: number, base: 10 | 1024): number[] {
  if (!(maximum > 0) || !Number.isFinite(maximum)) return [0, 1];
  const unit =
    base === 1024
      ? 1024 ** Math.max(0, Math.floor(Math.log(maximum) / Math.log(1024)))
      : 1;
  const rough = maximum / unit / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    ([1, 2, 2.5, 5].find(factor => factor * power >= rough) ?? 10) * power;
  const count = Math.ceil(maximum / unit / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step * unit);
}
