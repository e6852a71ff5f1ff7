import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataLockedError, lockDataDirectory, lockHolderOf } from './data-lock.ts';

// One above the largest pid of Linux: no process has it.
const deadPid = 4_194_305;

describe('the lock of a data directory', () => {
	let directory: string;
	let file: string;

	beforeEach(() => {
		directory = mkdtempSync(join(tmpdir(), 'forgeterre-verrou-'));
		file = join(directory, 'lock.json');
	});

	afterEach(() => rmSync(directory, { recursive: true }));

	const leave = (holder: object) => writeFileSync(file, JSON.stringify(holder));
	const startedAt = '2026-11-01T08:00:00.000Z';

	it('names its holder to the next one, and its address once it has one', () => {
		const lock = lockDataDirectory(directory, 'le serveur');
		expect(() => lockDataDirectory(directory, 'un import')).toThrow(
			new RegExp(`déjà utilisé par le processus ${String(process.pid)} \\(le serveur, depuis`)
		);
		lock.setAddress('http://127.0.0.1:3000');
		expect(() => lockDataDirectory(directory, 'un import')).toThrow(/http:\/\/127\.0\.0\.1:3000/);
		expect(lockHolderOf(directory)).toMatchObject({ url: 'http://127.0.0.1:3000' });
		lock.release();
		expect(lockHolderOf(directory)).toBeUndefined();
		lockDataDirectory(directory, 'un import').release();
	});

	it('leaves no holder behind it', () => {
		lockDataDirectory(directory, 'le serveur').release();
		leave({ pid: deadPid, purpose: 'le serveur', startedAt });
		lockDataDirectory(directory, 'le serveur').release();
		// The file that the system locks stays: removing it would leave two processes a lock each.
		expect(readdirSync(directory)).toEqual(['lock.db']);
	});

	it('takes over from a dead process', () => {
		leave({ pid: deadPid, purpose: 'le serveur', startedAt });
		expect(lockHolderOf(directory)).toBeUndefined();
		const lock = lockDataDirectory(directory, 'un import');
		expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
		lock.release();
	});

	it.runIf(process.platform === 'linux')(
		'takes over from a dead process of a former version whose number another one has since been given',
		() => {
			leave({ pid: process.ppid, purpose: 'le serveur', startedAt, processStart: '1' });
			lockDataDirectory(directory, 'un import').release();
		}
	);

	it('opens a folder copied from another machine, with the lock of its running server', () => {
		leave({
			pid: process.ppid,
			purpose: 'le serveur',
			startedAt,
			host: 'ailleurs',
			url: 'http://x'
		});
		writeFileSync(join(directory, 'lock.db'), '');
		expect(lockHolderOf(directory)).toBeUndefined();
		lockDataDirectory(directory, 'un import').release();
	});

	it('respects a living process of a former version, which it knows by number only', () => {
		leave({ pid: process.ppid, purpose: 'le serveur', startedAt });
		expect(() => lockDataDirectory(directory, 'un import')).toThrow(DataLockedError);
	});

	it('takes over a lock that a full disk or a crash left unreadable', () => {
		writeFileSync(file, '{"pid":');
		lockDataDirectory(directory, 'un import').release();
	});
});
