import * as v from 'valibot';
import { RecordError } from '#lib/domain/feature.ts';
import { plotColumns, plotOf, type Plot, type PlotRow } from '#lib/domain/plot.ts';
import { geometryReader, type ColumnarFeatures } from './columnar-transfer.ts';

/** A column of a table of plots: code c stands for `values[c]`, code 0 for what the source leaves out. */
interface ParsedColumn {
	name: keyof PlotRow;
	values: unknown[];
	codes: readonly number[] | null;
}

const sliceLength = 4_000;

/**
 * Parses plots that were laid out by column: what a column may be is held against each of its different values once,
 * and not against every plot. In slices, so that whoever reads many may do something else between.
 * @throws RecordError naming the plot and the field, before the first slice
 */
export function* parsePackedPlots(packed: ColumnarFeatures): Generator<Plot[]> {
	const columns = (Object.keys(plotColumns) as (keyof PlotRow)[]).map((name) =>
		parsedColumn(name, packed)
	);
	const nextGeometry = geometryReader(packed);
	// One row for all: each is read before the next is written.
	const row: Partial<Record<keyof PlotRow, unknown>> = {};
	const plotAt = (index: number) => {
		for (const { name, values, codes } of columns)
			row[name] = values[codes === null ? 0 : (codes[index] as number)];
		return plotOf(row as PlotRow, nextGeometry());
	};
	for (let from = 0; from < packed.ids.length; from += sliceLength) {
		const count = Math.min(sliceLength, packed.ids.length - from);
		yield Array.from({ length: count }, (_, at) => plotAt(from + at));
	}
}

function parsedColumn(name: keyof PlotRow, packed: ColumnarFeatures): ParsedColumn {
	const column = packed.properties.find((one) => one.name === name);
	const codes = column?.codes ?? null;
	const values = [undefined, ...(column?.values ?? [])].map((value, code) => {
		const result = v.safeParse<v.GenericSchema>(plotColumns[name], value);
		if (result.success) return result.output;
		const faulty = codes === null ? 0 : codes.indexOf(code);
		if (faulty === -1 || packed.ids.length === 0) return null;
		const [issue] = result.issues;
		throw new RecordError(
			`terrain ${String(packed.ids[faulty])} : champ « ${name} » : reçu ${issue.received}, attendu ${issue.expected ?? issue.message}`
		);
	});
	return { name, values, codes };
}
