import type { WrittenLayer } from '#lib/formats/written/contract.ts';
import type { FormatId } from '#lib/formats/index.ts';

export type ToExportThread =
	/** Several layers stand in a GeoPackage alone. */
	| { type: 'begin'; format: FormatId; file: string; layers: readonly WrittenLayer[] }
	/** UTF-8: GeoJSON features with commas between. */
	| { type: 'features'; list: Uint8Array<ArrayBuffer> }
	/** Of the features of a layer. */
	| { type: 'end' };

export type FromExportThread =
	{ type: 'more' } | { type: 'done' } | { type: 'failed'; message: string };
