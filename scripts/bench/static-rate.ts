import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { drive, type Driven } from './drive.ts';
import { hasNginx, nginxPackages, startNginxWithFile } from './peers/nginx.ts';
import { interleave, median } from './rounds.ts';
import { absent, perSecond, write, type Row } from './rows.ts';
import type { ServedPlots } from './served-plots.ts';
import { keysOf } from './territory-pages.ts';

const rounds = 5;
const seconds = 2;
const clients = 32;
const leastShare = 0.3;
const headers = { 'accept-encoding': 'gzip, deflate, br' };

/** A body as it travels, compressed, and how. */
function travelling(address: string): Promise<{ body: Buffer; encoding: string }> {
	return new Promise((resolve, reject) => {
		get(address, { headers }, (response) => {
			const encoding = response.headers['content-encoding'] ?? 'identity';
			buffer(response).then((body) => {
				resolve({ body, encoding });
			}, reject);
		}).once('error', reject);
	});
}

/** Our pages against nginx that serves their very bytes from a file, one process each. */
export async function measureStaticRate({ engine, plots, start }: ServedPlots): Promise<Row[]> {
	if (!hasNginx()) return [absent('Débit statique de nginx', nginxPackages)];
	const server = await start();
	try {
		const [plot = ''] = await keysOf(server.address, 'terrains');
		const name = `${plots} terrains, ${engine}`;
		return [
			...(await pageAgainstFile(server, '/', `Accueil, ${name}`)),
			...(await pageAgainstFile(server, `/plots/${encodeURIComponent(plot)}`, `Fiche, ${name}`))
		];
	} finally {
		await server.stop();
	}
}

async function pageAgainstFile(
	{ address, pid }: { address: string; pid: number },
	path: string,
	what: string
): Promise<Row[]> {
	const { body, encoding } = await travelling(address + path);
	const location = `default_type text/html; add_header content-encoding ${encoding};`;
	const nginx = await startNginxWithFile(body, location);
	const course = { clients, seconds, headers };
	const sides = {
		ours: () => drive({ ...course, address, path: () => path, pids: [pid] }),
		static: () =>
			drive({ ...course, address: nginx.address, path: () => '/file', pids: nginx.pids })
	};
	try {
		await interleave<'ours' | 'static', Driven>(1, sides);
		const { ours = [], static: files = [] } = await interleave<'ours' | 'static', Driven>(
			rounds,
			sides
		);
		const of = (driven: Driven[], pick: 'rate' | 'cpuPerAnswer') =>
			median(driven.map((one) => one[pick]));
		const share = of(ours, 'rate') / of(files, 'rate');
		const processor = (driven: Driven[]) => `${write(of(driven, 'cpuPerAnswer'), 3)} ms`;
		return [
			{
				what: `${what}, ${write(body.length / 1000)} ko (${encoding})`,
				value: perSecond(of(ours, 'rate')),
				beside: `${write(share, 2)} × nginx, ${perSecond(of(files, 'rate'))} (visé : ${write(leastShare, 1)} × au moins)`,
				holds: share >= leastShare
			},
			{
				what: '… processeur par réponse',
				value: processor(ours),
				beside: `nginx : ${processor(files)}`
			}
		];
	} finally {
		await nginx.end();
	}
}
