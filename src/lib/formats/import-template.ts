import { importableSchemas } from '#lib/domain/import/detect-class.ts';
import type { ClassSchema, GeometryKind } from '#lib/domain/import/class-schema.ts';
import { kindOf, type Field } from '#lib/domain/fields/field.ts';
import { expectationOf, readField } from '#lib/domain/import/read-field.ts';
import { spreadsheetCsv, textCell } from './spreadsheet-csv.ts';
import type { Sheet } from './workbook.ts';

/** Classes whose records people fill in a table; contours and constraints come from those who draw them. */
export const templateSchemas: readonly ClassSchema[] = importableSchemas.filter(
	({ class: recordClass }) => !['commune', 'epci', 'contrainte'].includes(recordClass)
);

/** What is tried, in this order, as an example of a field that says only what it refuses. */
const examples = [
	...['73282932000074', '732829320', '2026-01-31', '2024', '10', '1', '2|6|46', '08105000AB0012'],
	...['P4a', 'https://www.exemple.fr', 'À remplacer']
];

/** The example keeps to what it takes to be read, and to what it shows of the closed lists. */
function exampleOf(column: string, field: Field, key: string): string {
	const admitted = (text: string) => !('expected' in readField(field, text));
	if (column === key && admitted('EXEMPLE-1')) return 'EXEMPLE-1';
	if (kindOf(field) === 'choice') return field.list?.[0] ?? '';
	if (!field.required && expectationOf(field) === undefined) return '';
	const found = examples.find(
		(text) => admitted(text) && (kindOf(field) !== 'text' || text !== '1')
	);
	return field.required || kindOf(field) !== 'text' ? (found ?? '') : '';
}

/** A closed list, even where several of it may be given, is shown as one writes it. */
function admittedBy(field: Field): string {
	return field.type === 'several'
		? (expectationOf(field) ?? '')
		: (field.list?.join(' | ') ?? expectationOf(field) ?? 'un texte');
}

/** A little square, or its corner, at a place in degrees. */
function shapeAt(kind: GeometryKind, [lng, lat]: readonly [number, number]): string {
	if (kind === 'points') return `POINT (${String(lng)} ${String(lat)})`;
	const far = [lng + 0.002, lat + 0.002].map((degrees) => Math.round(degrees * 1e5) / 1e5);
	const [east, north] = far;
	const corners = [
		[lng, lat],
		[east, lat],
		[east, north],
		[lng, north],
		[lng, lat]
	];
	return `POLYGON ((${corners.map((corner) => corner.join(' ')).join(', ')}))`;
}

interface TemplateColumn {
	name: string;
	/** Whether a record cannot be kept without it. */
	required: boolean;
	/** What it admits, in French. */
	admits: string;
	example: string;
}

function columnsOf(schema: ClassSchema, place: readonly [number, number]): TemplateColumn[] {
	const [geometry = 'geometry'] = schema.geometryColumns;
	const companions = new Set(Object.entries(schema.companions ?? {}).flat(2));
	const fields = Object.entries(schema.fields).map(([name, field]) => ({
		...{ name, required: field.required },
		admits: admittedBy(field),
		// A figure that needs a source beside it is for who has one.
		example: companions.has(name) ? '' : exampleOf(name, field, schema.key)
	}));
	const shape = shapeAt(schema.geometry, place);
	const admits = 'une géométrie en WKT ou GeoJSON, en degrés ou en Lambert-93';
	return [...fields, { name: geometry, required: true, admits, example: shape }];
}

/** A table of a class to fill in: its columns, and a line that can be read as it stands. @param place in degrees */
export function templateCsv(schema: ClassSchema, place: readonly [number, number]): string {
	const columns = columnsOf(schema, place);
	return spreadsheetCsv([
		columns.map(({ name }) => textCell(name)),
		columns.map(({ example }) => textCell(example))
	]);
}

/** The same as a workbook, with a sheet that says of each column what it admits. */
export function templateSheets(schema: ClassSchema, place: readonly [number, number]): Sheet[] {
	const columns = columnsOf(schema, place);
	return [
		{
			name: schema.class,
			rows: [columns.map(({ name }) => name), columns.map(({ example }) => example)]
		},
		{
			name: 'valeurs',
			rows: [
				['colonne', 'obligatoire', 'attendu'],
				...columns.map(({ name, required, admits }) => [name, required ? 'oui' : '', admits])
			]
		}
	];
}
