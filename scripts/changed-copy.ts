import { execFileSync } from 'node:child_process';
import {
	cpSync,
	globSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** A copy of the sources that a test changes as a developer would, to count what one change touches. */
export interface ChangedCopy {
	/** Replaces a text that a file has. @throws Error where it has it not */
	change(path: string, before: string, after: string): void;
	/** Writes a file. */
	write(path: string, content: string): void;
	/** What a script of the copy prints. @param words that it is given */
	run(script: string, ...words: string[]): string;
	/** Files that are no longer as they were, or new, in the order of their names, with what they hold. */
	touched(): Map<string, string>;
	remove(): void;
}

/** @param paths files and folders of the project, relative to it: those that a change may touch */
export function copyOf(paths: readonly string[]): ChangedCopy {
	const copy = mkdtempSync(join(tmpdir(), 'forgeterre-change-'));
	for (const path of [...paths, 'package.json', 'src/environment.ts'])
		cpSync(join(root, path), join(copy, path), { recursive: true });
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	const contents = () =>
		new Map(
			paths
				.flatMap((path) => globSync(`{${path},${path}/**/*.*}`, { cwd: copy }))
				.filter((path) => /\.\w+$/.test(path))
				.map((path) => [path, readFileSync(join(copy, path), 'utf8')] as const)
		);
	const before = contents();
	return {
		change(path, former, present) {
			const text = readFileSync(join(copy, path), 'utf8');
			if (!text.includes(former)) throw new Error(`${path} : « ${former} » n’y est pas.`);
			writeFileSync(join(copy, path), text.replace(former, present));
		},
		write: (path, content) => {
			writeFileSync(join(copy, path), content);
		},
		run: (script, ...words) =>
			execFileSync(process.execPath, [script, ...words], { cwd: copy, encoding: 'utf8' }),
		touched: () =>
			new Map(
				[...contents()]
					.filter(([path, text]) => before.get(path) !== text)
					.toSorted(([one], [other]) => (one < other ? -1 : 1))
			),
		remove: () => {
			rmSync(copy, { recursive: true });
		}
	};
}
