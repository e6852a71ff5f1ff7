import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodePng } from '../../src/lib/server/picture/png.ts';

/** How the stand-in of a service of tiles answers; `partial` has nothing east of Charleville-Mézières. */
export type Mood = 'well' | 'partial' | 'slow' | 'busy' | 'garbage' | 'broken' | 'large' | 'heavy';

interface Tile {
	zoom: number;
	column: number;
	row: number;
}

/** A tile of one colour, which tells its neighbours apart. */
function picture({ column, row }: Tile, side = 256): Uint8Array {
	const colour = (column + row) % 2 === 0 ? [70, 120, 60] : [150, 140, 90];
	const colours = new Uint8Array(3 * side * side).map((_, at) => colour[at % 3] ?? 0);
	return encodePng(side, side, colours);
}

const westOf = ({ zoom, column }: Tile) => (column / 2 ** zoom) * 360 - 180;

/** A stand-in for data.geopf.fr/wmts: the shape of its answers, and everything that it may do instead. */
export async function openTiles(port = 0) {
	let mood: Mood = 'well';
	const asked: URL[] = [];
	const send = (response: ServerResponse, bytes: Uint8Array) =>
		response.setHeader('content-type', 'image/png').end(bytes);
	const answers: Record<Mood, (response: ServerResponse, tile: Tile) => void> = {
		well: (response, tile) => send(response, picture(tile)),
		partial: (response, tile) =>
			westOf(tile) > 4.72 ? response.writeHead(404).end() : send(response, picture(tile)),
		slow: () => undefined,
		busy: (response) => response.writeHead(429, { 'retry-after': '5' }).end(),
		garbage: (response) => response.end('<html>Maintenance</html>'),
		broken: (response) => response.destroy(),
		large: (response, tile) => send(response, picture(tile, 1024)),
		heavy: (response, tile) =>
			send(response, Buffer.concat([picture(tile), Buffer.alloc(600 * 1024)]))
	};
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		asked.push(url);
		const number = (name: string) => Number(url.searchParams.get(name));
		const [zoom, column, row] = [number('TILEMATRIX'), number('TILECOL'), number('TILEROW')];
		answers[mood](response, { zoom, column, row });
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wmts`,
		/** What has been asked for so far. */
		asked,
		be(next: Mood) {
			mood = next;
		},
		close: () =>
			new Promise<void>((resolve) => {
				server.closeAllConnections();
				server.close(() => {
					resolve();
				});
			})
	};
}
