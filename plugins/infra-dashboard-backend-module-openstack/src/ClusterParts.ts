import type { KeystoneToken } from './client/KeystoneSession';
import type { ListResult } from './client/listAll';
import type { Part } from './parts';
import type { PlacementReading } from './read/PlacementReader';
import type {
  AbsoluteLimits,
  ComputeService,
  Flavor,
  Hypervisor,
  Server,
} from './schemas';

/** Everything that one refresh reads of a region. */
export interface RegionParts {
  token: Pick<KeystoneToken, 'project' | 'userName'> &
    Partial<Pick<KeystoneToken, 'catalog'>>;
  region?: string;
  /** Newest microversion of Nova, and the one that was asked with. */
  microversion: { max?: string; used?: string };
  hypervisors: Part<ListResult<Hypervisor>>;
  /** The rows of the last good read, where this one failed. */
  lastHypervisors: Hypervisor[];
  services: Part<ListResult<ComputeService>>;
  placement: Part<PlacementReading>;
  servers: Part<ListResult<Server>>;
  /** Whether `servers` are those of all projects. */
  allProjects: boolean;
  projects: Map<string, string>;
  flavors: Map<string, Flavor>;
  faults: Map<string, string>;
  /** Read only where the hypervisors are hidden. */
  limits: Part<AbsoluteLimits>;
}
