import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Geometry } from 'geojson';
import { degreesWkt, lambert93Wkt } from '#lib/geo/lambert-93.ts';
import { shortNames } from '../truncated-names.ts';
import {
	aboutLines,
	type WriteFormat,
	type WrittenFeature,
	type WrittenLayer
} from '../written/contract.ts';
import { DbaseFile } from '../written/dbase-file.ts';
import { ShapeFile, type ShapeKind } from '../written/shape-file.ts';
import { ZipFile } from '../written/zip-file.ts';

/** A Shapefile holds points or surfaces: each kind of a mixed layer has files of its own. */
interface Part {
	name: string;
	shapes: ShapeFile;
	table: DbaseFile;
}

function kindOf(geometry: Geometry | null, shape: WrittenLayer['shape']): ShapeKind {
	if (shape !== 'mixed') return shape;
	return geometry !== null && /Point/.test(geometry.type) ? 'point' : 'surface';
}

const partNames: Record<ShapeKind, string> = { point: 'points', surface: 'surfaces' };

/** The files of a layer, by kind of shape, as they are needed. */
class Parts {
	readonly #layer: WrittenLayer;
	readonly #folder: string;
	readonly #parts = new Map<ShapeKind, Part>();

	constructor(layer: WrittenLayer, folder: string) {
		this.#layer = layer;
		this.#folder = folder;
	}

	add({ geometry, properties }: WrittenFeature): void {
		const part = this.of(kindOf(geometry, this.#layer.shape));
		part.shapes.add(geometry);
		part.table.add(properties);
	}

	of(kind: ShapeKind): Part {
		const known = this.#parts.get(kind);
		if (known !== undefined) return known;
		const { name: own, shape, columns } = this.#layer;
		const name = shape === 'mixed' ? `${own}_${partNames[kind]}` : own;
		const path = join(this.#folder, name);
		const part = {
			name,
			shapes: new ShapeFile(path, kind),
			table: new DbaseFile(columns, `${path}.lines`)
		};
		this.#parts.set(kind, part);
		return part;
	}

	/** All of them: one at least, so that an empty answer is a layer without records. */
	all(): Part[] {
		if (this.#parts.size === 0) this.of(kindOf(null, this.#layer.shape));
		return [...this.#parts.values()];
	}
}

/** What a Shapefile cannot say itself: its source, its whole names, and what had no room. */
function readMe(layer: WrittenLayer, names: ReadonlyMap<string, string>, parts: readonly Part[]) {
	const cut = parts.flatMap(({ table }) => [...table.cut]);
	return [
		...aboutLines(layer.about),
		'',
		'Un nom de colonne y a dix lettres au plus, un texte 254 octets.',
		...(cut.length > 0
			? [
					`Textes coupés à 254 octets : ${cut.map(([name, count]) => `${name} (${String(count)})`).join(', ')}. Les autres formats les ont entiers.`
				]
			: []),
		'',
		...layer.columns.map(({ name, description }) =>
			[names.get(name), name, description].filter(Boolean).join(' ; ')
		),
		''
	].join('\r\n');
}

/** A Shapefile in a zip archive, its names shortened as GDAL does, with a file that says them whole. */
export const writer: WriteFormat = async (path, layer, features) => {
	const folder = mkdtempSync(join(dirname(path), 'shapefile-'));
	try {
		const parts = new Parts(layer, folder);
		for await (const batch of features) for (const feature of batch) parts.add(feature);
		const names = shortNames(layer.columns.map(({ name }) => name));
		const archive = new ZipFile(path);
		for (const { name, shapes, table } of parts.all()) {
			shapes.close();
			const own = join(folder, name);
			await table.write(`${own}.dbf`, [...names.values()]);
			for (const ending of ['shp', 'shx', 'dbf'])
				archive.addFile(`${name}.${ending}`, `${own}.${ending}`);
			archive.add(`${name}.prj`, layer.system === 4326 ? degreesWkt : lambert93Wkt);
			archive.add(`${name}.cpg`, 'UTF-8');
		}
		archive.add('LISEZMOI.txt', `\uFEFF${readMe(layer, names, parts.all())}`);
		archive.close();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};
