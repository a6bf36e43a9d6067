import { alpha, type Theme } from '@material-ui/core/styles';

/**
 * Color of secondary text. The theme's own has too little contrast on the page background of
 * the light theme: 4.47 to 1, where 4.5 is required.
 */
export function mutedText(theme: Theme): string {
  return alpha(
    theme.palette.text.primary,
    theme.palette.type === 'dark' ? 0.75 : 0.68,
  );
}
