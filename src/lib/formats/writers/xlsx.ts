import { escapeMarkup } from '#lib/domain/escape-markup.ts';
import { neutralText } from '../spreadsheet-csv.ts';
import { centreCells, centreColumns } from '../written/centre-columns.ts';
import {
	numberOf,
	textOf,
	type WriteFormat,
	type WrittenColumn,
	type WrittenLayer
} from '../written/contract.ts';
import { ZipFile } from '../written/zip-file.ts';

// Written as it comes: the library that writes our small tables holds a whole workbook in memory, ten times over.

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const frame: Readonly<Record<string, string>> = {
	'[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`,
	'_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
	// Styles of cells: 0 plain, 1 bold, 2 a day.
	'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`
};

/** Signs that XML has no way to write. */
// eslint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/** Characters that a spreadsheet keeps of a cell. */
const longestCell = 32_767;

const marked = /[&<>]/;
const escaped = (text: string) => {
	const clean = text.replace(unwritable, '\uFFFD');
	if (!marked.test(clean)) return clean;
	return escapeMarkup(clean);
};

const isCut = (value: unknown) => (textOf(value)?.length ?? 0) >= longestCell;

function textCell(text: string, style = 0): string {
	const kept = escaped(neutralText(text).slice(0, longestCell));
	const look = style === 0 ? '' : ` s="${String(style)}"`;
	// Spaces at the ends are kept only where the cell says so.
	const space = /^\s|\s$/.test(kept) ? ' xml:space="preserve"' : '';
	return `<c t="inlineStr"${look}><is><t${space}>${kept}</t></is></c>`;
}

const numberCell = (value: number | null) =>
	value === null ? '<c/>' : `<c><v>${String(value)}</v></c>`;

/** Days since the last one of 1899, as spreadsheets count them. */
function dayCell(text: string): string {
	const days = Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000 + 25_569;
	return Number.isFinite(days) ? `<c s="2"><v>${String(days)}</v></c>` : textCell(text);
}

function cellOf({ type }: WrittenColumn, value: unknown): string {
	if (type === 'number' || type === 'integer') return numberCell(numberOf(value));
	if (type === 'boolean')
		return typeof value === 'boolean' ? `<c t="b"><v>${String(Number(value))}</v></c>` : '<c/>';
	const text = textOf(value);
	if (text === null) return '<c/>';
	return type === 'date' ? dayCell(text) : textCell(text);
}

const row = (cells: readonly string[]) => `<row>${cells.join('')}</row>`;
const head = (cells: readonly string[]) => row(cells.map((cell) => textCell(cell, 1)));
const sheet = (columns: string) =>
	`${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns}<sheetData>`;
const sheetEnd = '</sheetData></worksheet>';

/** @param cut how many texts a cell could not hold whole */
function sourceSheet({ about, columns }: WrittenLayer, cut: number): string {
	const facts = [
		['Contenu', about.title],
		['Source', about.source],
		['Date', about.date],
		['Licence', about.licence],
		['Démonstration', about.demonstration ? 'oui : données inventées' : 'non'],
		...about.notes.map((note) => ['Note', note]),
		[
			'Note',
			'Un tableur ne porte pas de contour : seul le centre est donné. Les formats géographiques ont tout.'
		],
		...(cut > 0
			? [
					[
						'Note',
						`Textes coupés à ${String(longestCell)} caractères, que la cellule d’un tableur ne dépasse pas : ${String(cut)}.`
					]
				]
			: []),
		...columns.map(({ name, description }) => [name, description])
	];
	const rows = facts.map((cells) => row(cells.map((text) => textCell(text))));
	const widths =
		'<cols><col min="1" max="1" width="28" customWidth="1"/><col min="2" max="2" width="110" customWidth="1"/></cols>';
	return `${sheet(widths)}${head(['Champ', 'Ce qu’il dit'])}${rows.join('')}${sheetEnd}`;
}

/** A workbook: a sheet of the layer with its centres, and one that says its source and its columns. */
export const writer: WriteFormat = async (path, layer, features) => {
	const archive = new ZipFile(path);
	for (const [name, content] of Object.entries(frame)) archive.add(name, declaration + content);
	archive.add(
		'xl/workbook.xml',
		`${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${layer.name}" sheetId="1" r:id="rId1"/><sheet name="Source" sheetId="2" r:id="rId2"/></sheets></workbook>`
	);
	const write = archive.entry('xl/worksheets/sheet1.xml');
	const names = [...layer.columns.map(({ name }) => name), ...centreColumns(layer)];
	const widths = `<cols><col min="1" max="${String(names.length)}" width="20" customWidth="1"/></cols>`;
	write(`${sheet(widths)}${head(names)}`);
	let cut = 0;
	for await (const batch of features)
		for (const { geometry, properties } of batch) {
			const cells = layer.columns.map((column) => cellOf(column, properties[column.name]));
			cut += layer.columns.filter(({ name }) => isCut(properties[name])).length;
			write(row([...cells, ...centreCells(layer, geometry).map(numberCell)]));
		}
	write(sheetEnd);
	write(null);
	archive.add('xl/worksheets/sheet2.xml', sourceSheet(layer, cut));
	archive.close();
};
