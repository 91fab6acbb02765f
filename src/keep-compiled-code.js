import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Keeps compiled code, and TypeScript without its types, from one start to the next: half of a start is compiling. It is kept
 * beside the dependencies, whose owner it has, and not in the temporary folder that is Node's default: someone who can write
 * compiled code can run code, just as someone who can write the source. Where that folder cannot be written, nothing is kept.
 * Plain JavaScript, as is all that comes before it: a single file of TypeScript would need the whole of what removes types.
 */
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/backupcode', import.meta.url)));
