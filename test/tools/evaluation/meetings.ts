import type { Meeting } from './meeting.ts';
import { board } from './meetings/board.ts';
import { classroom } from './meetings/classroom.ts';
import { clinic } from './meetings/clinic.ts';
import { salesCall } from './meetings/sales-call.ts';
import { standUp } from './meetings/stand-up.ts';
import { support } from './meetings/support.ts';

/** Two are spoken in English, two in Spanish, two in both. */
export const meetings: readonly Meeting[] = [standUp, clinic, classroom, salesCall, board, support];
