export { concerns } from './concerns';
export { filterProblems, type MutableProblem } from './filterProblems';
export { hideRefs } from './hideRefs';
export { findProviderProblems } from './findProviderProblems';
export { pageProblems } from './pageProblems';
export { ProblemFinder } from './ProblemFinder';
export { findMutes, ProblemMutes, type StoredMute } from './ProblemMutes';
export type { ClusterProblem, ProblemPart } from './types';
