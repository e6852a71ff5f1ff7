import wkx from 'wkx';
import { numberCell, textCell } from '../spreadsheet-csv.ts';
import { centreColumns, centreCells } from '../written/centre-columns.ts';
import { numberOf, textOf, type WriteFormat, type WrittenColumn } from '../written/contract.ts';
import { FileWriter } from '../written/file-writer.ts';

function cellOf({ type }: WrittenColumn, value: unknown): string {
	if (type === 'boolean') return typeof value === 'boolean' ? (value ? 'oui' : 'non') : '';
	if (type === 'number' || type === 'integer') {
		const number = numberOf(value);
		return number === null ? '' : numberCell(number);
	}
	const text = textOf(value);
	return text === null ? '' : type === 'date' ? text : textCell(text);
}

/**
 * A table for a French spreadsheet: UTF-8 with its mark, semicolons, decimal commas; after the columns of the layer
 * the centre in its system and the whole geometry as WKT.
 */
export const writer: WriteFormat = async (path, layer, features) => {
	const file = new FileWriter(path);
	const names = [...layer.columns.map(({ name }) => name), ...centreColumns(layer), 'WKT'];
	file.text(`\uFEFF${names.map(textCell).join(';')}\r\n`);
	for await (const batch of features)
		for (const { geometry, properties } of batch) {
			const cells = layer.columns.map((column) => cellOf(column, properties[column.name]));
			const centre = centreCells(layer, geometry).map((value) =>
				value === null ? '' : numberCell(value)
			);
			const wkt = geometry === null ? '' : wkx.Geometry.parseGeoJSON(geometry).toWkt();
			file.text(`${[...cells, ...centre, wkt && `"${wkt}"`].join(';')}\r\n`);
		}
	file.close();
};
