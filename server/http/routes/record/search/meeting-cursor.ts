import { z } from 'zod';

/** Where a page of meetings, newest first, goes on: behind this one. */
export interface MeetingCursor {
  readonly createdAt: number;
  readonly id: string;
}

/** `<startedAt>.<id>` */
export const meetingCursor = z
  .string()
  .regex(/^\d{1,15}\.[\w-]{1,64}$/)
  .transform((cursor): MeetingCursor => {
    const dot = cursor.indexOf('.');
    return { createdAt: Number(cursor.slice(0, dot)), id: cursor.slice(dot + 1) };
  });

export function cursorText({ createdAt, id }: MeetingCursor): string {
  return `${createdAt}.${id}`;
}
