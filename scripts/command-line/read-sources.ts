import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { setting } from '#env';
import { formatOf } from '#lib/formats/index.ts';
import type { ImportSource } from '#lib/server/import/import-files.ts';
import { UsageError } from './options.ts';

/** Above it, one file would take more memory than a small server has. */
const largestBytes = 200 * 1024 * 1024;

/**
 * Reads the files of an import.
 * @throws UsageError naming the first one that is missing, a folder, empty, too large or unreadable
 */
export function readSources(files: readonly string[]): ImportSource[] {
	return files.map((file) => {
		const path = locate(file);
		refuse(file, path);
		// An unknown format is told before a database is opened for it.
		formatOf(path);
		try {
			return { name: basename(path), bytes: readFileSync(path) };
		} catch (fault) {
			const reason = fault instanceof Error ? fault.message : String(fault);
			throw new UsageError(`${file} : lecture impossible (${reason}).`);
		}
	});
}

/** npm runs scripts in the project's folder; INIT_CWD is where the user stands. */
function locate(file: string): string {
	const fromUser = resolve(setting('INIT_CWD'), file);
	return existsSync(fromUser) ? fromUser : resolve(file);
}

function refuse(file: string, path: string): void {
	const status = statSync(path, { throwIfNoEntry: false });
	if (!status) throw new UsageError(`${file} : fichier introuvable.`);
	if (status.isDirectory())
		throw new UsageError(`${file} : c’est un dossier, un fichier est attendu.`);
	if (status.size === 0) throw new UsageError(`${file} : le fichier est vide.`);
	if (status.size > largestBytes) {
		const megabytes = Math.round(status.size / 1024 / 1024);
		throw new UsageError(`${file} : ${megabytes} Mo, attendu 200 Mo au plus ; découpez-le.`);
	}
}
