import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Permissions that others than the owner have. */
const ofOthers = 0o077;

/** From now on whatever this process writes is its owner's alone: rows, keys, mails, photos. */
export function writePrivately(): void {
	process.umask(ofOthers);
}

/**
 * Takes a folder and all that is in it away from every other user of the machine. Links are left as they are.
 * @returns what does not let itself be changed, because it is another user's
 */
export function makePrivate(path: string): string[] {
	const status = lstatSync(path, { throwIfNoEntry: false });
	if (!status || status.isSymbolicLink()) return [];
	const refused: string[] = [];
	if (status.mode & ofOthers) {
		try {
			chmodSync(path, status.mode & 0o700);
		} catch {
			refused.push(path);
		}
	}
	if (!status.isDirectory()) return refused;
	return [...refused, ...readdirSync(path).flatMap((name) => makePrivate(join(path, name)))];
}
