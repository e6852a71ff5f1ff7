import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the stand-in of the geocoding service answers. */
export type Mood = 'well' | 'slow' | 'busy' | 'garbage' | 'broken' | 'strange';

const point = (lng: number, lat: number, properties: Record<string, unknown>) => ({
	type: 'Feature',
	geometry: { type: 'Point', coordinates: [lng, lat] },
	properties
});
const collection = (...features: unknown[]) =>
	JSON.stringify({ type: 'FeatureCollection', features });

const address = point(4.7203, 49.7712, {
	label: '12 Rue de la Forge 08000 Charleville-Mézières',
	name: '12 Rue de la Forge',
	postcode: '08000',
	city: 'Charleville-Mézières',
	context: '08, Ardennes, Grand Est',
	type: 'housenumber',
	score: 0.91
});
const locality = point(4.72, 49.75, {
	toponym: 'La Forge Gendarme',
	name: ['La Forge Gendarme'],
	postcode: ['08000'],
	city: ['Charleville-Mézières'],
	category: ['lieu-dit habité']
});
const parcel = point(4.71, 49.76, {
	id: '08105000AB0012',
	section: 'AB',
	number: '0012',
	city: 'Charleville-Mézières'
});

/** A stand-in for data.geopf.fr/geocodage: the shape of its answers, and everything that it may do instead. */
export async function openGeocoding() {
	let mood: Mood = 'well';
	const asked: URL[] = [];
	const answers: Record<Mood, (response: ServerResponse, url: URL) => void> = {
		well: (response, url) => {
			const ofParcel = url.searchParams.get('index') === 'parcel';
			response.setHeader('content-type', 'application/json');
			response.end(ofParcel ? collection(parcel) : collection(address, locality));
		},
		slow: () => undefined,
		busy: (response) => response.writeHead(429, { 'retry-after': '5' }).end(),
		garbage: (response) => response.end('<html>Maintenance</html>'),
		broken: (response) => response.destroy(),
		strange: (response) => response.end(collection({ type: 'Feature', geometry: null }))
	};
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		asked.push(url);
		answers[mood](response, url);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/geocodage`,
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
