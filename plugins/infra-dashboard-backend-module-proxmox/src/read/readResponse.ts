import {
  forEachSliced,
  limitRows,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import type { GetOptions, MemberClient } from '../client/MemberClient';
import { invalidResponse, LABEL } from '../failures';

interface Request<T> extends GetOptions {
  /** Below `/api2/json`. */
  path: string;
  schema: T;
}

/** Reads a list. Each row is parsed by itself, so that a malformed one is skipped alone. */
export async function readRows<T extends z.ZodType>(
  member: MemberClient,
  { path, schema, ...options }: Request<T>,
): Promise<z.output<T>[]> {
  const data = await member.get(path, options);
  if (!Array.isArray(data)) throw invalidResponse();
  const rows: z.output<T>[] = [];
  await forEachSliced(limitRows(data, LABEL), row => {
    const parsed = schema.safeParse(row);
    if (parsed.success) rows.push(parsed.data);
  });
  return rows;
}

export async function readObject<T extends z.ZodType>(
  member: MemberClient,
  { path, schema, ...options }: Request<T>,
): Promise<z.output<T>> {
  const parsed = schema.safeParse(await member.get(path, options));
  if (!parsed.success) throw invalidResponse();
  return parsed.data;
}
