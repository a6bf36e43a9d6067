import {
  RiArchiveLine,
  RiBox3Line,
  RiCloudLine,
  RiComputerLine,
  RiCpuLine,
  RiDatabase2Line,
  RiInstanceLine,
  RiPlugLine,
  RiServerLine,
  RiStackLine,
  RiSteering2Line,
  type RemixiconComponentType,
} from '@remixicon/react';

/** Icons that platforms may name; all of Remix would be a megabyte. */
const ICONS = new Map<string, RemixiconComponentType>([
  ['archive', RiArchiveLine],
  ['box-3', RiBox3Line],
  ['cloud', RiCloudLine],
  ['computer', RiComputerLine],
  ['cpu', RiCpuLine],
  ['database-2', RiDatabase2Line],
  ['instance', RiInstanceLine],
  ['plug', RiPlugLine],
  ['server', RiServerLine],
  ['stack', RiStackLine],
  ['steering-2', RiSteering2Line],
]);

/** The icon of a name; a plug for one that is missing or not among them. */
export function iconOf(name: string | undefined): RemixiconComponentType {
  return (name && ICONS.get(name)) || RiPlugLine;
}
