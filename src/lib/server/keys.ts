import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const BackendKeys = v.object({
	jwtSecret: v.pipe(v.string(), v.minLength(32)),
	publishableKey: v.pipe(v.string(), v.startsWith('sb_publishable_')),
	secretKey: v.pipe(v.string(), v.startsWith('sb_secret_'))
});

/** Keys of an embedded backend: without them @supabase/lite would accept any key at all. */
export type BackendKeys = v.InferOutput<typeof BackendKeys>;

export class KeysError extends Error {
	override name = 'KeysError';
}

function readKeys(file: string): BackendKeys | undefined {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
	try {
		return v.parse(BackendKeys, JSON.parse(text));
	} catch {
		throw new KeysError(
			`${file} ne contient pas les trois clés attendues (jwtSecret, publishableKey, secretKey) : ` +
				'supprimez ce fichier pour en créer de nouvelles.'
		);
	}
}

/** An API key in the form of hosted Supabase: prefix, 22 random characters, checksum. */
function apiKey(type: 'publishable' | 'secret'): string {
	const body = `sb_${type}_${randomBytes(17).toString('base64url').slice(0, 22)}`;
	const checksum = createHash('sha256').update(`forgeterre|${body}`).digest('base64url');
	return `${body}_${checksum.slice(0, 8)}`;
}

/** Keys of a data directory; made once, in `keys.json`, readable by its owner only (mode 600). */
export function keysOf(dataDirectory: string): BackendKeys {
	const file = join(dataDirectory, 'keys.json');
	const existing = readKeys(file);
	if (existing) return existing;
	mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
	const keys: BackendKeys = {
		jwtSecret: randomBytes(48).toString('base64url'),
		publishableKey: apiKey('publishable'),
		secretKey: apiKey('secret')
	};
	try {
		writeFileSync(file, JSON.stringify(keys, null, '\t') + '\n', { mode: 0o600, flag: 'wx' });
		return keys;
	} catch (error) {
		// Another process made them in between: its keys are the ones.
		const made = readKeys(file);
		if (made) return made;
		throw error;
	}
}
