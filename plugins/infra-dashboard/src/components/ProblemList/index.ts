export { ProblemList, type ProblemListProps } from './ProblemList';
export { Verdict } from './Verdict';
