import * as v from 'valibot';
import { inventory } from '#lib/backend/inventory.ts';
import { Visit } from '#lib/domain/visit.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { refusalOf } from '../../../../refusal.ts';
import type { RequestHandler } from './$types';

const answer = (status: number, sentence: string) => Response.json({ sentence }, { status });

/** Takes a visit that a phone kept. What cannot be taken is told in a sentence; 401 asks to sign in again. */
export const POST: RequestHandler = async ({ request, locals }) => {
	if (!locals.account) return answer(401, m.visit_account_away());
	const given: unknown = await request.json().catch(() => null);
	const read = v.safeParse(Visit, given);
	if (!read.success) {
		const [issue] = read.issues;
		return answer(
			400,
			m.visit_unread({ field: v.getDotPath(issue) ?? '–', value: issue.received })
		);
	}
	try {
		const territory = appBackend().configuration.id;
		return Response.json(await inventory.recordVisit(locals.supabase, territory, read.output));
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return answer(status, message);
	}
};
