export { LinkLine, type LinkLineProps } from './LinkLine';
