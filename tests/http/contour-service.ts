import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memberEpci } from '#lib/seed/members.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A stand-in for geo.api.gouv.fr: the shapes of its answers, squares for contours. */
export interface ContourService {
	url: string;
	/** Paths asked for so far, with their query. */
	asked: string[];
	/** Answers so many of the next requests in place of the right ones. */
	misbehave(times: number, answer: Answer): void;
	close(): Promise<void>;
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The n-th square of a grid in the Ardennes, a kilometre or so wide. */
export function squareNumber(rank: number) {
	const west = 4.5 + (rank % 20) * 0.03;
	const south = 49.6 + Math.floor(rank / 20) * 0.02;
	const ring = [
		[west, south],
		[west + 0.01, south],
		[west + 0.01, south + 0.01],
		[west, south + 0.01],
		[west, south]
	];
	return { type: 'Polygon', coordinates: [ring] };
}

/** Those of the territory, read once: the official list is large. */
const members = new Map(
	memberEpci(['200041630', '200067759', '240800821', '240800847']).map((member) => [
		member?.siren,
		member
	])
);

function rightAnswer({ url = '' }: IncomingMessage, response: ServerResponse): void {
	const { pathname, searchParams } = new URL(url, 'http://localhost');
	const [, siren = '', communes] = /^\/epcis\/(\d+)(\/communes)?$/.exec(pathname) ?? [];
	const member = members.get(siren);
	if (!member) {
		json(response, { code: 404, message: 'Not found' }, 404);
	} else if (!communes) {
		const { name } = member;
		json(response, {
			code: siren,
			nom: name,
			population: 1,
			contour: squareNumber(Number(siren) % 100)
		});
	} else if (
		searchParams.get('format') === 'geojson' &&
		searchParams.get('geometry') === 'contour'
	) {
		const features = member.communes.map(({ insee, name }) => ({
			type: 'Feature',
			properties: { code: insee, nom: name, population: 1, surface: 100 },
			geometry: squareNumber(Number(insee) - 8000)
		}));
		json(response, { type: 'FeatureCollection', features });
	} else {
		json(response, [], 200);
	}
}

export async function contourService(): Promise<ContourService> {
	const asked: string[] = [];
	let pending: { times: number; answer: Answer } = { times: 0, answer: rightAnswer };
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		const answer = pending.times > 0 ? pending.answer : rightAnswer;
		pending.times--;
		answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		misbehave: (times, answer) => {
			pending = { times, answer };
		},
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => {
					resolve();
				});
			})
	};
}
