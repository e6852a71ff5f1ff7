import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the stand-in of the isochrone service answers. */
export type Mood = 'well' | 'slow' | 'busy' | 'garbage' | 'broken' | 'strange' | 'crossed';

/** A ragged circle around a point, with a hole, as a network of roads leaves it. */
function areaAround(point: string, minutes: number) {
	const [lng = 0, lat = 0] = point.split(',').map(Number);
	const ring = (radius: number, corners: number) =>
		Array.from({ length: corners + 1 }, (_, step) => {
			const turn = (2 * Math.PI * (step % corners)) / corners;
			const ragged = radius * (1 + 0.02 * Math.sin(40 * turn));
			return [lng + 1.5 * ragged * Math.cos(turn), lat + ragged * Math.sin(turn)];
		});
	return {
		type: 'Polygon',
		coordinates: [ring(minutes * 0.008, 900), ring(minutes * 0.001, 12)]
	};
}

const bowTie = {
	type: 'Polygon',
	coordinates: [
		[
			[4, 49],
			[5, 50],
			[5, 49],
			[4, 50],
			[4, 49]
		]
	]
};

/** A stand-in for data.geopf.fr/navigation/isochrone: the shape of its answers, and everything that it may do instead. */
export async function openIsochrones() {
	let mood: Mood = 'well';
	const asked: URL[] = [];
	const body = (geometry: unknown) =>
		JSON.stringify({ resource: 'bdtopo-valhalla', costType: 'time', profile: 'car', geometry });
	const answers: Record<Mood, (response: ServerResponse, parameters: URLSearchParams) => void> = {
		well: (response, parameters) => {
			response.setHeader('content-type', 'application/json');
			const minutes = Number(parameters.get('costValue'));
			response.end(body(areaAround(parameters.get('point') ?? '', minutes)));
		},
		slow: () => undefined,
		busy: (response) => response.writeHead(429, { 'retry-after': '5' }).end(),
		garbage: (response) => response.end('<html>Maintenance</html>'),
		broken: (response) => response.destroy(),
		strange: (response) => response.end(body({ type: 'Point', coordinates: [4, 49] })),
		crossed: (response) => response.end(body(bowTie))
	};
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		asked.push(url);
		answers[mood](response, url.searchParams);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/navigation/isochrone`,
		asked,
		be: (now: Mood) => {
			mood = now;
		},
		close: () =>
			new Promise<void>((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			})
	};
}
