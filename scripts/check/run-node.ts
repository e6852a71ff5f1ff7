import { spawn } from 'node:child_process';
import { inheritedEnvironment } from '#env';
import type { Workplace } from './checks.ts';

/** Runs a Node program at the project's root, its lines shown as they come; answers its exit code. */
export function runNode(parameters: string[], place: Workplace): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, parameters, {
			cwd: place.root,
			env: inheritedEnvironment(place.environment),
			stdio: ['ignore', 'inherit', 'inherit']
		});
		child.on('error', reject);
		child.on('exit', (code) => {
			resolve(code ?? 1);
		});
	});
}
