import { spawn } from 'node:child_process';
import { inheritedEnvironment } from '#env';
import type { Workplace } from './checks.ts';

/** Runs a Node program at the project's root, its lines shown as they come unless they are kept; answers its exit code. */
export function runNode(parameters: string[], place: Workplace): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, parameters, {
			cwd: place.root,
			env: inheritedEnvironment(place.environment),
			stdio: place.keepsLines ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']
		});
		for (const stream of [child.stdout, child.stderr])
			stream?.setEncoding('utf8').on('data', (lines: string) => place.keepsLines?.push(lines));
		child.on('error', reject);
		child.on('close', (code) => {
			resolve(code ?? 1);
		});
	});
}
