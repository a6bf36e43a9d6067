export { Panel, Panels, type PanelProps } from './Panel';
