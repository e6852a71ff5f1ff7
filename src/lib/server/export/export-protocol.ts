import type { WrittenLayer } from '#lib/formats/written/contract.ts';
import type { WrittenFormat } from '#lib/formats/written/written-formats.ts';

export type ToExportThread =
	| { type: 'begin'; format: WrittenFormat['id']; file: string; layer: WrittenLayer }
	/** UTF-8: GeoJSON features with commas between. */
	| { type: 'features'; list: Uint8Array<ArrayBuffer> }
	| { type: 'end' };

export type FromExportThread =
	{ type: 'more' } | { type: 'done' } | { type: 'failed'; message: string };
