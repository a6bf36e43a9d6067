import { z } from 'zod';
import { flag, number, text } from '../schemas';

/** `GET /nodes/{node}/{type}/{vmid}/config`: keys depend on the guest. */
export const guestConfigSchema = z.record(z.string(), z.unknown());

export type GuestConfig = z.infer<typeof guestConfigSchema>;

/** A row of `GET …/snapshot`; the row `current` is the guest itself. */
export const snapshotSchema = z.object({
  name: z.string().min(1),
  snaptime: number,
  vmstate: flag,
  parent: text,
});

export type Snapshot = z.infer<typeof snapshotSchema>;

/** A row of `GET /nodes/{node}/tasks`; a running task has neither end nor status. */
export const taskSchema = z.object({
  type: z.string().min(1),
  starttime: number,
  endtime: number,
  status: text,
  user: text,
});

export type Task = z.infer<typeof taskSchema>;
