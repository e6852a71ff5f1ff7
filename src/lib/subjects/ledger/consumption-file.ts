import papaparse from 'papaparse';
import type { ConsumptionRow } from '#lib/backend/ledger.ts';
import { reason, RefusedError } from '#lib/domain/reason.ts';
import { typedNumber } from '#lib/domain/typed-number.ts';

/** A file that is no yearly consumption of communes; the message names the line, the value and what was expected. */
export class ConsumptionFileError extends RefusedError {
	override name = 'ConsumptionFileError';
}

/** Columns of the State's file: `naf11art12` is what was taken from 1 January 2011 to 1 January 2012, in m². */
const total = /^naf(\d\d)art(\d\d)$/;
const activity = (from: string, to: string) => `art${from}act${to}`;
const communeColumns = ['idcom', 'code_insee', 'insee_com'];

interface YearColumn {
	year: number;
	total: string;
	/** Null where the file does not tell what is for activity. */
	activity: string | null;
}

/** Columns of one year each; those of several years together are sums of these. */
function yearColumns(fields: readonly string[]): YearColumn[] {
	return fields.flatMap((field) => {
		const [, from = '', to = ''] = total.exec(field) ?? [];
		if (from === '' || Number(to) !== Number(from) + 1) return [];
		const beside = activity(from, to);
		return {
			year: 2000 + Number(from),
			total: field,
			activity: fields.includes(beside) ? beside : null
		};
	});
}

function squareMetres(text: string, { line, column }: { line: number; column: string }): number {
	const value = typedNumber(text);
	if (value !== null && value >= 0) return value;
	throw new ConsumptionFileError(
		`Ligne ${String(line)}, colonne « ${column} » : « ${text.trim()} » ; attendu : une surface en m², 0 ou plus.`,
		reason('consumption_value', { line, column, value: text.trim() })
	);
}

/**
 * Reads the yearly file of consumption by commune.
 * @param communes INSEE codes whose lines are wanted; where the file has none of them, the first lines are given, to say of where it is
 * @throws ConsumptionFileError for a file without communes or years, or a value that is no area
 */
export function readConsumption(text: string, communes: ReadonlySet<string>): ConsumptionRow[] {
	const { data, meta } = papaparse.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
		header: true,
		skipEmptyLines: true,
		transformHeader: (field) => field.trim().toLowerCase()
	});
	const fields = meta.fields ?? [];
	const key = communeColumns.find((one) => fields.includes(one));
	const years = yearColumns(fields);
	if (key === undefined || years.length === 0) {
		const seen = fields.slice(0, 8).join(', ');
		throw new ConsumptionFileError(
			`Colonnes lues : ${seen || 'aucune'}. Attendu : « idcom » (code INSEE) et une colonne par an, « naf11art12 » pour 2011.`,
			reason('consumption_columns', { columns: seen || '–' })
		);
	}
	const lines = data.map((line, index) => ({ line, number: index + 2, commune: line[key] ?? '' }));
	const wanted = lines.filter(({ commune }) => communes.has(commune));
	return (wanted.length > 0 ? wanted : lines.slice(0, 500)).flatMap(({ line, number, commune }) =>
		years.map((year): ConsumptionRow => {
			const read = (column: string) => squareMetres(line[column] ?? '', { line: number, column });
			return {
				...{ commune, annee: year.year, conso_m2: read(year.total) },
				activite_m2: year.activity === null ? null : read(year.activity)
			};
		})
	);
}

/** What the file is called where nobody says it. */
export const consumptionFileName =
	'Consommation annuelle d’espaces naturels, agricoles et forestiers (Cerema)';
