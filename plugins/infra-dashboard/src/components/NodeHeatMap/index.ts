export { NodeHeatMap } from './NodeHeatMap';
