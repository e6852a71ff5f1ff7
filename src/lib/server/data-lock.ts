import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const LockHolder = v.object({
	pid: v.number(),
	purpose: v.string(),
	url: v.optional(v.string()),
	startedAt: v.string(),
	/** Start of the process in clock ticks since boot (Linux): tells a reused pid from the holder. */
	processStart: v.optional(v.string())
});

/** Who holds a data directory, as written in its `lock.json`. */
export type LockHolder = v.InferOutput<typeof LockHolder>;

/** The directory is held by a living process, named in the message. */
export class DataLockedError extends Error {
	override name = 'DataLockedError';
	readonly holder: LockHolder;
	constructor(dataDirectory: string, holder: LockHolder) {
		super(
			`Le dossier de données ${dataDirectory} est déjà utilisé par le processus ${String(holder.pid)} ` +
				`(${holder.purpose}${holder.url ? `, ${holder.url}` : ''}, depuis ${holder.startedAt}) : ` +
				'arrêtez-le, ou choisissez un autre dossier avec FORGETERRE_DATA.'
		);
		this.holder = holder;
	}
}

export type DataLock = {
	/** Records the address at which the holder answers, so that commands can go through it. */
	setAddress(url: string): void;
	release(): void;
};

function processStartOf(pid: number): string | undefined {
	try {
		const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
		// Field 22, counted after the command name, which may itself contain spaces.
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
	} catch {
		return undefined;
	}
}

function isAlive(holder: LockHolder): boolean {
	try {
		process.kill(holder.pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
	}
	const start = processStartOf(holder.pid);
	return !holder.processStart || !start || start === holder.processStart;
}

function readLock(file: string): { text: string; holder: LockHolder | undefined } | undefined {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
	try {
		return { text, holder: v.parse(LockHolder, JSON.parse(text)) };
	} catch {
		return { text, holder: undefined };
	}
}

/** The living process that holds a data directory, if any. */
export function lockHolderOf(dataDirectory: string): LockHolder | undefined {
	const holder = readLock(join(dataDirectory, 'lock.json'))?.holder;
	return holder && isAlive(holder) ? holder : undefined;
}

/** Moves a dead process's lock aside; puts it back if another process has replaced it meanwhile. */
function removeStale(file: string, staleText: string): void {
	const aside = `${file}.${String(process.pid)}.stale`;
	try {
		renameSync(file, aside);
	} catch {
		return;
	}
	try {
		if (readFileSync(aside, 'utf8') !== staleText) linkSync(aside, file);
	} finally {
		rmSync(aside, { force: true });
	}
}

/**
 * Takes the lock of a data directory for this process.
 * @throws DataLockedError naming the holder when a living process holds it
 */
export function lockDataDirectory(dataDirectory: string, purpose: string): DataLock {
	mkdirSync(dataDirectory, { recursive: true });
	const file = join(dataDirectory, 'lock.json');
	const processStart = processStartOf(process.pid);
	let holder: LockHolder = {
		pid: process.pid,
		purpose,
		startedAt: new Date().toISOString(),
		...(processStart ? { processStart } : {})
	};
	// Written whole beside the lock, then linked: a lock is never seen half written.
	const draft = `${file}.${String(process.pid)}.${String(performance.now())}`;
	writeFileSync(draft, JSON.stringify(holder));
	try {
		for (;;) {
			try {
				linkSync(draft, file);
				break;
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
				const found = readLock(file);
				if (found?.holder && isAlive(found.holder)) {
					throw new DataLockedError(dataDirectory, found.holder);
				}
				if (found) removeStale(file, found.text);
			}
		}
	} finally {
		rmSync(draft, { force: true });
	}
	return {
		setAddress(url) {
			holder = { ...holder, url };
			writeFileSync(draft, JSON.stringify(holder));
			renameSync(draft, file);
		},
		release() {
			rmSync(file, { force: true });
		}
	};
}
