import * as v from 'valibot';
import type { Reason } from '#lib/domain/reason.ts';

/** A refusal or a failure of the database, with its own words. */
export class BackendError extends Error {
	override name = 'BackendError';
	/** HTTP status: 4xx when the request was refused, 5xx when the database failed. */
	readonly status: number;
	/** What was expected instead, when the database says it. */
	readonly hint: string | undefined;
	/** Why, for pages that say it in another language than the database. */
	readonly reason: Reason | undefined;
	constructor(status: number, message: string, hint?: string, reason?: Reason) {
		super(message);
		this.status = status;
		this.hint = hint;
		this.reason = reason;
	}
}

interface ErrorOfSupabase {
	message: string;
	hint: string | null;
	details?: string | null;
}

/** The error of supabase-js as ours; its status 0 means that the request never arrived. */
export function backendError(status: number, { message, hint, details }: ErrorOfSupabase) {
	const reason = reasonOf(details ?? '');
	const said = status || 503;
	// The Auth API tells 503 without a word of why.
	const why = said === 503 ? (reason ?? { code: 'database_away', values: {} }) : reason;
	return new BackendError(said, message, hint ?? undefined, why);
}

/** What our functions write into the detail of a refusal: `{"code": "pieces_most", "most": 10}`. */
const Detail = v.pipe(
	v.string(),
	v.parseJson(),
	v.objectWithRest({ code: v.string() }, v.nullable(v.union([v.string(), v.number()])))
);

/** The reason in a detail; what PostgreSQL writes there by itself is none. */
function reasonOf(details: string): Reason | undefined {
	const parsed = v.safeParse(Detail, details);
	if (!parsed.success) return undefined;
	const { code, ...values } = parsed.output;
	return {
		code,
		values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? '']))
	};
}
