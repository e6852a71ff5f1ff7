import { AsyncLocalStorage } from 'node:async_hooks';
import { patientSeconds } from '#lib/backend/patience.ts';
import type { LiteConnection } from './engines.ts';

/** What is known of the request being answered, wherever its statements run. */
export interface AnsweredRequest {
	patient: boolean;
	/** Its statements answer in lines, which are sent as they come. */
	forLines?: boolean;
	/** Lines that go beside the answer, as UTF-8 in a buffer that nobody else reads: see lines-beside.ts. */
	lines?: Uint8Array<ArrayBuffer>;
}

export const requestBeingAnswered = new AsyncLocalStorage<AnsweredRequest>();

/** Seconds that one statement may run, by role: imports and exports of a territory take minutes. */
const secondsOf: Record<string, number> = { anon: 5, authenticated: 15, service_role: 1_800 };

type Context = Parameters<LiteConnection['withContext']>;

function secondsFor(variables: Context[0]): number {
	if (requestBeingAnswered.getStore()?.patient) return patientSeconds;
	const { role } = (variables?.auth ?? {}) as { role?: unknown };
	return secondsOf[typeof role === 'string' ? role : 'anon'] ?? 5;
}

/**
 * Has PostgreSQL stop a statement that takes too long (57014). A role's own setting would not do: it is read at
 * login only, and `set local role` is none; nor would a function's, which comes too late for the statement that calls
 * it. PGlite has no timer: there inputs are bounded first, and a thread that falls silent is replaced.
 */
export function limitStatements(connection: LiteConnection): void {
	const plain = connection.withContext.bind(connection);
	connection.withContext = (variables, work, options) =>
		plain(
			variables,
			async (database) => {
				const milliseconds = String(secondsFor(variables) * 1000);
				await database
					.selectNoFrom((build) =>
						build
							.fn('set_config', [
								build.val('statement_timeout'),
								build.val(milliseconds),
								build.val(true)
							])
							.as('limit')
					)
					.execute();
				return work(database);
			},
			options
		);
}
