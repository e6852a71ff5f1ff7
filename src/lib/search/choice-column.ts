/** A column of codes from a closed list or of names: code c stands for `values[c]`; code 0 for no value. */
export interface ChoiceColumn {
	codes: Uint16Array;
	values: readonly (string | null)[];
}

/** Lays out one value a record. */
export function choiceColumn<T>(
	records: readonly T[],
	valueOf: (record: T) => string | null
): ChoiceColumn {
	const values: (string | null)[] = [null];
	const codeOf = new Map<string | null, number>([[null, 0]]);
	const codes = new Uint16Array(records.length);
	for (let index = 0; index < records.length; index += 1) {
		const value = valueOf(records[index] as T);
		let code = codeOf.get(value);
		if (code === undefined) {
			code = values.length;
			values.push(value);
			codeOf.set(value, code);
		}
		codes[index] = code;
	}
	return { codes, values };
}

/** What a record's value is; null when the source has none. */
export function choiceAt({ codes, values }: ChoiceColumn, index: number): string | null {
	return values[codes[index] ?? 0] ?? null;
}
