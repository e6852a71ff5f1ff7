import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for `FORGETERRE_DATA`, to be removed when the tests of the file end. */
export function dataFolder(): { path: string; remove: () => void } {
	const path = mkdtempSync(join(tmpdir(), 'forgeterre-http-'));
	return {
		path,
		remove: () => {
			rmSync(path, { recursive: true, force: true });
		}
	};
}
