import * as v from 'valibot';
import { RefusedError } from '#lib/domain/reason.ts';
import { Visit } from '#lib/domain/visit.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { keepVisit } from '#lib/server/inventory/keep-visit.ts';
import { readLargeForm } from '#lib/server/large-form.ts';
import { pieceStore } from '#lib/server/listing/piece-store.ts';
import { refusalOf } from '../../../../refusal.ts';
import { photoOf } from '../sent-photo.ts';
import type { RequestHandler } from './$types';

const answer = (status: number, sentence: string) => Response.json({ sentence }, { status });

/** The visit that a form carries as JSON; null for what is none. */
function visitOf(form: FormData | null): unknown {
	const text = form?.get('visite');
	if (typeof text !== 'string') return null;
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Over in a minute: the phone keeps the visit and sends it again. */
const passing: readonly (string | undefined)[] = ['intake_busy', 'intake_gone'];

/**
 * Takes a visit that a phone kept: `visite` in JSON, and `photo` where there is one. What cannot be taken is told in a
 * sentence; 401 asks to sign in again.
 */
export const POST: RequestHandler = async (event) => {
	const { request, locals } = event;
	if (!locals.account) return answer(401, m.visit_account_away());
	const form = await readLargeForm(request).catch(() => null);
	const read = v.safeParse(Visit, visitOf(form));
	if (form === null || !read.success) {
		const issue = read.issues?.[0];
		const field = (issue && v.getDotPath(issue)) ?? '–';
		return answer(400, m.visit_unread({ field, value: issue?.received ?? '–' }));
	}
	const { backend, configuration } = appBackend();
	try {
		const kept = await keepVisit({
			...{ client: locals.supabase, store: pieceStore(backend), territory: configuration.id },
			...{ visit: read.output, photo: photoOf(form), reading: readingOf(event) }
		});
		return Response.json(kept);
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		const isPassing = fault instanceof RefusedError && passing.includes(fault.reason?.code);
		return answer(isPassing ? 503 : status, message);
	}
};
