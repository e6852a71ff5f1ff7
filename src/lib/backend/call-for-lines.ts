import * as v from 'valibot';
import { BackendError, backendError } from './backend-error.ts';
import { bodyBytes } from './body-bytes.ts';
import { serverAccess, type BackendClient } from './client.ts';

/** What the functions return that answer in lines: a domain of this name, which PostgREST serves as it stands. */
export const linesType = 'application/x-ndjson';
const lineBreak = 0x0a;

const Fault = v.object({
	message: v.string(),
	hint: v.nullish(v.string(), null),
	details: v.nullish(v.string(), null)
});

/**
 * Calls a function of the database that answers in lines of JSON: the first is parsed, the others are left as bytes.
 * supabase-js would parse them all.
 * @param client of the server, without a session
 * @param schema of the first line
 * @returns the first line, and the others as UTF-8 without a last line break
 * @throws BackendError when it refuses, fails, or answers in another shape than expected
 */
export async function callForLines<Schema extends v.GenericSchema<unknown, object>>(
	client: BackendClient,
	name: string,
	parameters: Record<string, unknown>,
	schema: Schema
): Promise<v.InferOutput<Schema> & { lines: Uint8Array }> {
	const { url, fetch, key } = serverAccess(client);
	const headers = { apikey: key, authorization: `Bearer ${key}` };
	const response = await fetch(`${url}/rest/v1/rpc/${name}`, {
		method: 'POST',
		headers: { ...headers, accept: linesType, 'content-type': 'application/json' },
		body: JSON.stringify(parameters)
	}).catch((fault: unknown) => {
		throw backendError(0, { message: String(fault), hint: null });
	});
	if (!response.ok) throw backendError(response.status, faultOf(await response.text()));
	const bytes = await bodyBytes(response);
	const end = bytes.indexOf(lineBreak);
	const first = v.safeParse(
		v.pipe(v.string(), v.parseJson(), schema),
		new TextDecoder().decode(bytes.subarray(0, Math.max(0, end)))
	);
	if (!first.success)
		throw new BackendError(500, `Réponse inattendue de ${name} : ${first.issues[0].message}`);
	return { ...first.output, lines: bytes.subarray(end + 1) };
}

function faultOf(text: string) {
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Fault), text);
	return parsed.success ? parsed.output : { message: text, hint: null };
}
