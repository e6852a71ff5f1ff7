import { cnigClasses, type CnigColumn } from '#lib/domain/cnig.ts';
import { numberOf, textOf, type WriteFormat, type WrittenFeature } from '../written/contract.ts';
import { FileWriter } from '../written/file-writer.ts';

/** Quoted where the standard's own example breaks: « entrepôts, logistique » is one cell. */
const quoted = (text: string) =>
	/[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function cellOf({ name, type }: CnigColumn, { geometry, properties }: WrittenFeature): string {
	if (type === 'geometry') return geometry === null ? '' : quoted(JSON.stringify(geometry));
	const value = properties[name];
	// A decimal point, as in the schema: this file is for machines.
	if (type === 'number') return numberOf(value)?.toString() ?? '';
	return quoted(textOf(value) ?? '');
}

/**
 * A class of the CNIG standard as its CSV: UTF-8 without a mark, semicolons, decimal points, the geometry as GeoJSON in
 * degrees (RFC 7946) in its own column.
 */
export const writer: WriteFormat = async (path, layer, features) => {
	const known = Object.values(cnigClasses).find((one) => one.layer === layer.name);
	if (!known) throw new Error(`${layer.name} n’est pas une classe du standard.`);
	const file = new FileWriter(path);
	file.text(`${known.columns.map(({ name }) => name).join(';')}\r\n`);
	for await (const batch of features)
		for (const feature of batch)
			file.text(`${known.columns.map((column) => cellOf(column, feature)).join(';')}\r\n`);
	file.close();
};
