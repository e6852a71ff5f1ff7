/** One statement of a script, with the comments that stand right above it. */
export type Statement = {
	/** Without the comments above, with its semicolon. */
	sql: string;
	/** The lines of comment above that no empty line parts from it; empty where there are none. */
	comment: string;
	/** Offset of `sql` in the script. */
	start: number;
};

// What may hold a semicolon that ends nothing, or a quote that opens nothing. A text that is never closed is taken to
// the end: the database then says what is wrong with it.
const opaque =
	/--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"[^"]*(?:"|$)|(\$\w*\$)[^]*?(?:\1|$)|;/g;

/** Statements of a script of SQL, in its order. A body between `begin atomic` and `end` is not understood. */
export function splitStatements(script: string): Statement[] {
	const statements: Statement[] = [];
	let from = 0;
	const add = (to: number) => {
		const above = /^(?:\s+|--[^\n]*(?:\n|$))*/.exec(script.slice(from, to))?.[0] ?? '';
		const start = from + above.length;
		if (start < to && script.slice(start, to).trim()) {
			const comment = /(?:^|\n)((?:[ \t]*--[^\n]*\n)*)[ \t]*$/.exec(above)?.[1] ?? '';
			statements.push({ sql: script.slice(start, to).trimEnd(), comment, start });
		}
		from = to;
	};
	for (const { 0: found, index } of script.matchAll(opaque)) if (found === ';') add(index + 1);
	add(script.length);
	return statements;
}
