import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Two builds at once would write into each other's files: the second waits for the first. */
export async function withBuildLock(root: string, work: () => Promise<void>): Promise<void> {
	const lock = join(root, '.cache', 'build.lock');
	mkdirSync(join(root, '.cache'), { recursive: true });
	while (!taken(lock)) await delay(200);
	try {
		await work();
	} finally {
		rmSync(lock, { force: true });
	}
}

function taken(lock: string): boolean {
	try {
		writeFileSync(lock, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		if (!holderLives(lock)) rmSync(lock, { force: true });
		return false;
	}
}

function holderLives(lock: string): boolean {
	try {
		process.kill(Number(readFileSync(lock, 'utf8')), 0);
		return true;
	} catch {
		return false;
	}
}
