import { mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';

const LockHolder = v.object({
	pid: v.number(),
	purpose: v.string(),
	url: v.optional(v.string()),
	startedAt: v.string(),
	/** Of a former version: start of its process in clock ticks since boot (Linux). */
	processStart: v.optional(v.string()),
	/** Machine of the holder; a holder without one is of a version that knew no lock of the system. */
	host: v.optional(v.string()),
	/** Its PID namespace (Linux): the same number in another one is another process. */
	pidNamespace: v.optional(v.string())
});

/** Who holds a data directory, as written in its `lock.json`. */
export type LockHolder = v.InferOutput<typeof LockHolder>;

/** The directory is held by a living process, named in the message as far as it is known. */
export class DataLockedError extends Error {
	override name = 'DataLockedError';
	constructor(dataDirectory: string, holder: LockHolder | undefined) {
		super(
			`Le dossier de données ${dataDirectory} est déjà utilisé par ${nameOf(holder)} : ` +
				'arrêtez-le, ou choisissez un autre dossier avec FORGETERRE_DATA.'
		);
	}
}

function nameOf(holder: LockHolder | undefined): string {
	if (!holder) return 'un autre processus';
	const { pid, purpose, url, startedAt, host, pidNamespace } = holder;
	const apart = host !== undefined && host !== hostname();
	const contained = !apart && pidNamespace !== undefined && pidNamespace !== ownNamespace();
	const where = apart ? ` sur ${host}` : contained ? ' d’un autre conteneur' : '';
	return `le processus ${String(pid)}${where} (${purpose}${url ? `, ${url}` : ''}, depuis ${startedAt})`;
}

export type DataLock = {
	/** Records the address at which the holder answers, so that commands can go through it. */
	setAddress(url: string): void;
	release(): void;
};

function ownNamespace(): string | undefined {
	try {
		return readlinkSync('/proc/self/ns/pid');
	} catch {
		return undefined;
	}
}

/** How long another process may look at the lock before it counts as held, in ms. */
const shortLook = 1_000;
const busy = 5;

/**
 * The lock itself: SQLite's on an empty file, which is the operating system's. It holds across containers of one
 * machine, and goes with its process, however that ends.
 * @returns undefined where another process has it
 */
function takeSystemLock(dataDirectory: string, patience: number): DatabaseSync | undefined {
	const file = join(dataDirectory, 'lock.db');
	const lock = new DatabaseSync(file, { timeout: patience });
	try {
		lock.exec('begin exclusive');
		return lock;
	} catch (error) {
		lock.close();
		if ((error as { errcode?: number }).errcode === busy) return undefined;
		throw new Error(
			`Le dossier de données ${dataDirectory} ne se laisse pas verrouiller (${String(error)}) : ` +
				'il faut un système de fichiers qui connaît les verrous, local de préférence.',
			{ cause: error }
		);
	}
}

function processStartOf(pid: number): string | undefined {
	try {
		const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
		// Field 22, counted after the command name, which may itself contain spaces.
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
	} catch {
		return undefined;
	}
}

/** True for a process of a former version, known by its number alone, which may since be another's. */
function isFormerHolderAlive({ pid, host, processStart }: LockHolder): boolean {
	if (host !== undefined || pid === process.pid) return false;
	try {
		process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
	}
	const start = processStartOf(pid);
	return !processStart || !start || start === processStart;
}

function readHolder(dataDirectory: string): LockHolder | undefined {
	try {
		return v.parse(LockHolder, JSON.parse(readFileSync(join(dataDirectory, 'lock.json'), 'utf8')));
	} catch {
		return undefined;
	}
}

/** The living process that holds a data directory, if any that says its name. */
export function lockHolderOf(dataDirectory: string): LockHolder | undefined {
	const holder = readHolder(dataDirectory);
	if (!holder || isFormerHolderAlive(holder)) return holder;
	const lock = takeSystemLock(dataDirectory, 0);
	lock?.close();
	return lock ? undefined : holder;
}

/** Locks of this process: one that is forgotten would be closed, and so given up. */
const held = new Set<DatabaseSync>();

/**
 * Takes the lock of a data directory for this process.
 * @throws DataLockedError naming the holder when a living process holds it
 */
export function lockDataDirectory(dataDirectory: string, purpose: string): DataLock {
	mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
	const former = readHolder(dataDirectory);
	if (former && isFormerHolderAlive(former)) throw new DataLockedError(dataDirectory, former);
	const lock = takeSystemLock(dataDirectory, shortLook);
	if (!lock) throw new DataLockedError(dataDirectory, readHolder(dataDirectory));
	held.add(lock);
	const pidNamespace = ownNamespace();
	let holder: LockHolder = {
		...{ pid: process.pid, purpose, startedAt: new Date().toISOString(), host: hostname() },
		...(pidNamespace && { pidNamespace })
	};
	const file = join(dataDirectory, 'lock.json');
	// Written whole beside it, then put in place: nobody reads half of it.
	const write = () => {
		writeFileSync(`${file}.draft`, JSON.stringify(holder), { mode: 0o600 });
		renameSync(`${file}.draft`, file);
	};
	write();
	return {
		setAddress(url) {
			holder = { ...holder, url };
			write();
		},
		release() {
			if (!held.delete(lock)) return;
			rmSync(file, { force: true });
			lock.close();
		}
	};
}
