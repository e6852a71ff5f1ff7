import { linesType } from '#lib/backend/call-for-lines.ts';
import type { LiteConnection } from './engines.ts';
import { requestBeingAnswered, type AnsweredRequest } from './statement-limit.ts';

/** Shorter texts go as they came: nothing is saved by carrying them beside. In characters. */
const leastBeside = 65_536;
/** Stands in the answer for the lines that were taken out of it. */
const placeholder = 'lines beside';

type Database = Parameters<Parameters<LiteConnection['withContext']>[1]>[0];
type Plugin = Parameters<Database['withPlugin']>[0];

/** Takes a long text that is all that a statement answers out of its result, for whoever answers the request. */
const takeLines = (request: AnsweredRequest): Plugin => ({
	transformQuery: ({ node }) => node,
	transformResult: ({ result }) => {
		const [row, another] = result.rows;
		const [name, ...others] = Object.keys(row ?? {});
		const text = row && name !== undefined ? row[name] : null;
		const isAll = another === undefined && others.length === 0;
		if (!isAll || name === undefined || typeof text !== 'string' || text.length < leastBeside)
			return Promise.resolve(result);
		request.lines = text;
		return Promise.resolve({ ...result, rows: [{ [name]: placeholder }] });
	}
});

/**
 * Has what functions answer in lines carried beside the answer of @supabase/lite, which would copy its two megabytes
 * five times over: who may call what, as whom and under which limits stays its own to say.
 */
export function carryLinesBeside(connection: LiteConnection): void {
	const plain = connection.withContext.bind(connection);
	connection.withContext = (variables, work, options) => {
		const request = requestBeingAnswered.getStore();
		const isForLines = options?.rpc?.requestHeaders?.['accept'] === linesType;
		return plain(
			variables,
			request && isForLines ? (database) => work(database.withPlugin(takeLines(request))) : work,
			options
		);
	};
}

/** What an answer is made of where lines were carried beside it; null where it says all by itself. */
export function linesBeside(
	{ ok, body }: Response,
	{ lines }: AnsweredRequest
): ArrayBuffer | null {
	return lines !== undefined && ok && body !== null ? new TextEncoder().encode(lines).buffer : null;
}
