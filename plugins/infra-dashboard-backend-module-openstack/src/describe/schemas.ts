import { z } from 'zod';
import { flag, optionalList, optionalObject, text } from '../schemas/fields';

/** `GET /servers/{id}`: named fields only, so that user data and passwords stay out. */
export const serverDetailSchema = z.object({
  server: z.object({
    id: z.string().min(1),
    created: text,
    config_drive: text,
    addresses: z
      .record(
        z.string(),
        optionalList(
          z.object({
            addr: z.string(),
            'OS-EXT-IPS:type': text,
            'OS-EXT-IPS-MAC:mac_addr': text,
          }),
        ),
      )
      .nullish()
      .catch(undefined),
    security_groups: optionalList(z.object({ name: z.string() })),
    server_groups: optionalList(z.string()),
    fault: optionalObject(
      z.object({ message: text, created: text, code: z.unknown() }),
    ),
    'OS-EXT-SRV-ATTR:root_device_name': text,
    'os-extended-volumes:volumes_attached': optionalList(
      z.object({ id: z.string().min(1), delete_on_termination: flag }),
    ),
  }),
});

export type ServerDetail = z.output<typeof serverDetailSchema>['server'];

/** `GET /servers/{id}/os-instance-actions` */
export const actionsSchema = z.object({
  instanceActions: z.array(z.unknown()),
});

export const actionSchema = z.object({
  action: z.string().min(1),
  start_time: text,
  message: text,
});

export type InstanceAction = z.output<typeof actionSchema>;
