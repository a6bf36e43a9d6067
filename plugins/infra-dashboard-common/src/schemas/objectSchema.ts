import { z } from 'zod';

/** One schema for each property of an interface. @public */
export type ObjectShape<T> = {
  -readonly [K in keyof T]-?: {} extends Pick<T, K>
    ? z.ZodOptional<z.ZodType<Exclude<T[K], undefined>>>
    : z.ZodType<T[K]>;
};

/** Schema of an interface. Single properties can be picked from it. @public */
export interface ObjectSchema<T> extends z.ZodObject<ObjectShape<T>> {}

/** Schema of a query or body; it refuses unknown properties. @public */
export interface StrictSchema<T>
  extends z.ZodObject<ObjectShape<T>, z.core.$strict> {}

/** A schema with exactly the properties of an interface; the compiler checks that. */
export function objectSchema<T>(shape: ObjectShape<T>): ObjectSchema<T> {
  return z.object(shape);
}

/** The same for what a caller sends. */
export function strictSchema<T>(shape: ObjectShape<T>): StrictSchema<T> {
  return z.strictObject(shape);
}
