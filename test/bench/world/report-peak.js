// Loaded into a command under measurement: writes the most memory that it ever took of the machine, in bytes, to a file when it
// ends. Plain JavaScript, so that it does not load what makes JavaScript of TypeScript into a program that would do without.
import { writeFileSync } from 'node:fs';

const file = process.env.BENCH_PEAK_FILE;
process.on('exit', () => {
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS * 1024));
});
