/** A refusal or a failure of the database, with its own words. */
export class BackendError extends Error {
	override name = 'BackendError';
	/** HTTP status: 4xx when the request was refused, 5xx when the database failed. */
	readonly status: number;
	/** What was expected instead, when the database says it. */
	readonly hint: string | undefined;
	constructor(status: number, message: string, hint?: string) {
		super(message);
		this.status = status;
		this.hint = hint;
	}
}

/** The error of supabase-js as ours; its status 0 means that the request never arrived. */
export function backendError(status: number, error: { message: string; hint: string | null }) {
	return new BackendError(status || 503, error.message, error.hint ?? undefined);
}
