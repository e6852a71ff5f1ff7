import { parentPort } from 'node:worker_threads';
import type { Feature, Geometry } from 'geojson';
import { writerOf } from '#lib/formats/load.ts';
import { writeGeoPackageParts } from '#lib/formats/writers/gpkg.ts';
import type { WrittenFeature } from '#lib/formats/written/contract.ts';
import { toLambert93 } from '#lib/geo/lambert-93.ts';
import { projectGeometry } from '#lib/geo/project-geometry.ts';
import type { FromExportThread, ToExportThread } from './export-protocol.ts';

// Writes one file, then ends: whoever started it hands it some features at a time, when it asks for them.
if (!parentPort) throw new Error('export-thread.ts ne se lance pas seul.');
const port = parentPort;
const post = (message: FromExportThread) => {
	port.postMessage(message);
};

const waiting: ((message: ToExportThread) => void)[] = [];
port.on('message', (message: ToExportThread) => waiting.shift()?.(message));
const next = () => new Promise<ToExportThread>((settle) => waiting.push(settle));

/** To the millimetre, where degrees are to ten centimetres. */
const inMetres = (geometry: Geometry) =>
	projectGeometry(geometry, (position) =>
		toLambert93(position).map((metres) => Math.round(metres * 1000) / 1000)
	);

async function* batches(system: 4326 | 2154): AsyncGenerator<WrittenFeature[]> {
	for (;;) {
		post({ type: 'more' });
		const message = await next();
		if (message.type !== 'features') return;
		const list = Buffer.from(message.list).toString('utf8');
		const features = JSON.parse(`[${list}]`) as Feature<Geometry | null>[];
		yield features.map(({ geometry, properties }) => ({
			geometry: geometry && system === 2154 ? inMetres(geometry) : geometry,
			properties: properties ?? {}
		}));
	}
}

async function write(): Promise<void> {
	const message = await next();
	if (message.type !== 'begin') throw new Error('Un export commence par ce qu’il doit écrire.');
	const { format, file, layers } = message;
	const parts = layers.map((layer) => ({ layer, features: batches(layer.system) }));
	const [only] = parts;
	if (only && parts.length === 1) {
		const writeFile = await writerOf(format);
		await writeFile(file, only.layer, only.features);
	} else {
		if (format !== 'gpkg') throw new Error(`${format} n’a qu’une couche.`);
		await writeGeoPackageParts(file, parts);
	}
	post({ type: 'done' });
}

write().catch((fault: unknown) => {
	post({ type: 'failed', message: fault instanceof Error ? (fault.stack ?? '') : String(fault) });
});
