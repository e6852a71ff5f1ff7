import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { projectRoot } from './project-root.ts';

/** Where the build leaves the scripts of threads and processes, each with what it imports in one file. */
export const builtScripts = 'build/threads';

const stampSchema = v.object({ path: v.string(), size: v.number(), changedAt: v.number() });

/** A file that a script was built from, as it stood then: bytes, and ms since 1970. */
export type SourceStamp = v.InferOutput<typeof stampSchema>;

/** By path of its source: the built script and everything of ours in it. Written by `vite.threads.config.ts`. */
export const builtScriptsSchema = v.record(
	v.string(),
	v.object({ file: v.string(), sources: v.array(stampSchema) })
);

/**
 * The file that a thread or process is started with: the built script, which starts in a quarter of the time, where no
 * source of it has changed since the build; else the source itself.
 * @param source its path from the project's folder
 */
export function scriptFile(source: string, root: string = projectRoot()): string {
	const list = join(root, builtScripts, 'scripts.json');
	if (!existsSync(list)) return join(root, source);
	const built = v.parse(builtScriptsSchema, JSON.parse(readFileSync(list, 'utf8')))[source];
	return built?.sources.every((stamp) => stands(root, stamp))
		? join(root, builtScripts, built.file)
		: join(root, source);
}

export const scriptUrl = (source: string): URL => pathToFileURL(scriptFile(source));

/** How a file stands now. */
export function stampOf(root: string, path: string): SourceStamp | undefined {
	const status = statSync(join(root, path), { throwIfNoEntry: false });
	return status && { path, size: status.size, changedAt: status.mtimeMs };
}

function stands(root: string, { path, size, changedAt }: SourceStamp): boolean {
	const now = stampOf(root, path);
	return now?.size === size && now.changedAt === changedAt;
}
