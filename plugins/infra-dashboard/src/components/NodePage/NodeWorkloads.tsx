import { useWorkloads } from '../../hooks';
import { QueryState } from '../QueryState';
import { WorkloadTable } from '../WorkloadTable';

/** What runs on a node. */
export function NodeWorkloads(props: { cluster: string; node: string }) {
  const query = useWorkloads(props);
  return (
    <QueryState query={query}>
      {workloads => <WorkloadTable workloads={workloads} place={props.node} />}
    </QueryState>
  );
}
