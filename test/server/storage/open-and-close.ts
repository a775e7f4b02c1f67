/** A process of its own that opens the database it is told, makes or finds one meeting, and says its id. */
import { open } from './open.ts';

await using storage = await open(process.argv[2] ?? '');
process.stdout.write((await storage.meetings.open({ uuid: 'together==' })).id);
