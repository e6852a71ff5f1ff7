import * as v from 'valibot';
import type { ColumnValue } from '#lib/domain/import/record.ts';
import type { InventoryTable } from '#lib/domain/import/inventory-tables.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const count = v.pipe(v.number(), v.integer());

const Outcome = v.object({
	/** Rows that are new or say something new; none where a row is at fault. */
	written: count,
	rows: count,
	/** What keeps the file from being written, by line: a code, for which pages have a sentence, and the value. */
	faults: v.array(v.object({ line: count, code: v.string(), value: v.string() }))
});

export type InventoryImport = v.InferOutput<typeof Outcome>;

/**
 * Writes a table of the inventory whole, or says what is at fault in it; `dry` only says it.
 * @throws BackendError 403 for who is no agent of the territory
 */
export const importInventory = (
	client: BackendClient,
	given: {
		territory: string;
		table: InventoryTable;
		rows: readonly { line: number; values: Record<string, ColumnValue> }[];
		dry: boolean;
	}
): Promise<InventoryImport> =>
	call(
		client,
		'inventory_import',
		{
			...{ p_territory: given.territory, p_table: given.table },
			...{ p_rows: given.rows, p_dry: given.dry }
		},
		Outcome
	);
