/** A program that opens the database named by its argument, finds or makes one meeting, and prints its id. */
import { open } from './open.ts';

await using storage = await open(process.argv[2] ?? '');
process.stdout.write((await storage.meetings.open({ uuid: 'together==' })).id);
