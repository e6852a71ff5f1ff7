import readWorkbook, { type SheetData } from 'read-excel-file/node';
import { expectation, type Expectation } from '#lib/domain/import/expectation.ts';
import { reason } from '#lib/domain/reason.ts';
import { FormatError, refuseFeatures, type ReadContext, type SourceFile } from '../contract.ts';
import { noteOfFile } from '../note-of-file.ts';
import { recordOf, tableOf, type TableRow } from '../table-records.ts';
import { zipEntries } from '../zip-entries.ts';

interface WorkbookSheet {
	sheet: string;
	data: SheetData;
}

/**
 * Reads the first sheet of a workbook (Office Open XML, ECMA-376) that holds rows under a line of names: numbers and
 * days as they are, formulas by their last result.
 */
export async function reader(bytes: Uint8Array, context: ReadContext): Promise<SourceFile> {
	const sheets = await sheetsOf(bytes);
	const sheet = sheets.find(({ data }) => data.length > 1) ?? sheets[0];
	if (!sheet) throw new FormatError('le classeur n’a aucune feuille.', reason('features_none'));
	const [names = [], ...below] = sheet.data;
	const header = names.map((name) => textOf(name));
	refuseFeatures(below.length);
	const rows = below
		.map((cells, index): TableRow => ({ line: index + 2, cells: cells.map(valueOf) }))
		.filter(({ cells }) => cells.some((cell) => cell !== null));
	const table = tableOf(header, rows, context);
	return {
		schema: table.schema,
		columns: header,
		records: rows.map((row) => recordOf(row, table)),
		notes: [noteOfFile(context, sheetsRead(sheet, sheets), null)]
	};
}

function sheetsRead(read: WorkbookSheet, sheets: readonly WorkbookSheet[]): Expectation {
	const left = sheets.filter((one) => one !== read).map(({ sheet }) => sheet);
	return left.length === 0
		? expectation('read_sheet', `feuille « ${read.sheet} » lue`, { sheet: read.sheet })
		: expectation('read_sheet_of', `feuille « ${read.sheet} » lue, et non : ${left.join(', ')}`, {
				...{ sheet: read.sheet, others: left.join(', ') }
			});
}

/** @throws FormatError for what is no workbook, and as `zipEntries` for an archive that is no safe one */
async function sheetsOf(bytes: Uint8Array): Promise<WorkbookSheet[]> {
	// What unpacks to more than it may is refused before anything of it is.
	zipEntries(bytes);
	try {
		return await readWorkbook(Buffer.from(bytes), { trim: false });
	} catch {
		throw new FormatError(
			'le classeur ne se lit pas ; attendu : un fichier .xlsx, sans mot de passe.',
			reason('xlsx_broken')
		);
	}
}

/** A cell as other formats write it: a day without its time, which no column of ours has. */
function valueOf(cell: unknown): unknown {
	if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : dayOf(cell);
	return cell;
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

const textOf = (cell: unknown) =>
	typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
