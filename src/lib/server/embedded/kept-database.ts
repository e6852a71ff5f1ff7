import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#lib/server/project-root.ts';

/** Everything that the first content of a database comes from, beside the territory's own files. */
const sources = [
	'supabase/migrations/*.sql',
	'src/lib/{backend,domain,geo,server}/**/*.ts',
	'src/lib/subjects/{assembly,fit}/**/*.ts',
	'package-lock.json'
];

/** Names one content: by the schema, the programs that fill it, the versions, and the territory's files. */
export function contentKey(territoryFiles: readonly string[]): string {
	const root = projectRoot();
	const files = sources
		.flatMap((pattern) => globSync(pattern, { cwd: root }))
		.filter((file) => !file.endsWith('.test.ts'))
		.sort();
	const hash = createHash('sha256');
	for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
	for (const file of territoryFiles) hash.update('\0').update(readFileSync(file));
	return hash.digest('hex').slice(0, 24);
}

export interface KeptDatabase {
	/** Folder of the kept databases. */
	folder: string;
	key: string;
	/** Makes the database in `pgdata` of an empty folder, and closes it. */
	make: (folder: string) => Promise<void>;
	/** Hears in French what could not be used, and why. */
	onStep: (message: string) => void;
}

/**
 * Copies a database made once and kept, which takes a fifth of the time, into `pgdata` of a data directory that
 * has none. It carries no key and no account: those are each installation's own.
 */
export async function copyKeptDatabase(dataDirectory: string, kept: KeptDatabase): Promise<void> {
	const source = join(kept.folder, kept.key);
	try {
		if (existsSync(source) && !isWhole(source)) {
			kept.onStep(`Base préparée ${source} abîmée ou étrangère : elle est refaite`);
			rmSync(source, { recursive: true, force: true });
		}
		if (!existsSync(source)) await keep(source, kept);
		utimesSync(source, new Date(), new Date());
		putInPlace(source, dataDirectory);
	} catch (fault) {
		kept.onStep(`Base préparée inutilisable (${String(fault)}) : la base est faite sur place`);
	}
}

/** Beside its place first: what a crash leaves half copied is never opened. */
function putInPlace(source: string, dataDirectory: string): void {
	const draft = join(dataDirectory, 'pgdata.draft');
	rmSync(draft, { recursive: true, force: true });
	cpSync(join(source, 'pgdata'), draft, { recursive: true });
	rmSync(join(dataDirectory, 'pgdata'), { recursive: true, force: true });
	renameSync(draft, join(dataDirectory, 'pgdata'));
}

async function keep(source: string, { folder, make }: KeptDatabase): Promise<void> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	removeFormer(folder);
	const draft = mkdtempSync(join(folder, 'draft-'));
	try {
		await make(draft);
		for (const name of readdirSync(draft)) {
			if (name !== 'pgdata') rmSync(join(draft, name), { recursive: true, force: true });
		}
		writeFileSync(join(draft, 'digest'), digestOf(join(draft, 'pgdata')), { mode: 0o600 });
		// Another start may have kept the same meanwhile: either will do.
		if (!existsSync(source)) renameSync(draft, source);
	} finally {
		rmSync(draft, { recursive: true, force: true });
	}
}

/** Contents that nobody has asked for since yesterday, and drafts that nobody is making any more. */
function removeFormer(folder: string): void {
	const yesterday = Date.now() - 24 * 3600 * 1000;
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		const status = statSync(path, { throwIfNoEntry: false });
		if (status && status.mtimeMs < yesterday) rmSync(path, { recursive: true, force: true });
	}
}

function isWhole(source: string): boolean {
	const digest = join(source, 'digest');
	return existsSync(digest) && readFileSync(digest, 'utf8') === digestOf(join(source, 'pgdata'));
}

/** Digest of every file of a folder, by name and content. */
function digestOf(folder: string): string {
	const hash = createHash('sha256');
	for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
		const path = join(folder, name);
		hash.update(`${name}\0`);
		if (statSync(path).isFile()) hash.update(readFileSync(path));
	}
	return hash.digest('hex');
}
