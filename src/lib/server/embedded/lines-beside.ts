import { linesType } from '#lib/backend/call-for-lines.ts';
import type { LiteConnection } from './engines.ts';
import { leastBytes } from './long-texts-as-bytes.ts';
import { requestBeingAnswered, type AnsweredRequest } from './statement-limit.ts';

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
		const isAll = another === undefined && others.length === 0;
		const lines = row && name !== undefined && isAll ? bytesOf(row[name]) : null;
		if (name === undefined || lines === null) return Promise.resolve(result);
		request.lines = lines;
		return Promise.resolve({ ...result, rows: [{ [name]: placeholder }] });
	}
});

/** A long text as UTF-8, whether the engine left it so or made a text of it; null where it is none. */
function bytesOf(value: unknown): Uint8Array<ArrayBuffer> | null {
	if (Buffer.isBuffer(value)) {
		// A message of so many bytes has a buffer of its own, done with once the transaction has ended.
		const { buffer, byteOffset, byteLength } = value as Buffer<ArrayBuffer>;
		return new Uint8Array(buffer, byteOffset, byteLength);
	}
	const isLong = typeof value === 'string' && value.length >= leastBytes;
	return isLong ? new TextEncoder().encode(value) : null;
}

/**
 * Has what functions answer in lines carried beside the answer of @supabase/lite, which would copy its two megabytes
 * five times over: who may call what, as whom and under which limits stays its own to say.
 */
export function carryLinesBeside(connection: LiteConnection): void {
	const plain = connection.withContext.bind(connection);
	connection.withContext = (variables, work, options) => {
		const request = requestBeingAnswered.getStore();
		const isForLines = options?.rpc?.requestHeaders?.['accept'] === linesType;
		if (!request || !isForLines) return plain(variables, work, options);
		return plain(
			variables,
			(database) => {
				request.forLines = true;
				return work(database.withPlugin(takeLines(request)));
			},
			options
		);
	};
}

/** What an answer is made of where lines were carried beside it; null where it says all by itself. */
export function linesBeside(
	{ ok, body }: Response,
	{ lines }: AnsweredRequest
): Uint8Array<ArrayBuffer> | null {
	return lines !== undefined && ok && body !== null ? lines : null;
}
