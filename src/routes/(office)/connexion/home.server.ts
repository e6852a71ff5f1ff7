import type { RequestEvent } from '@sveltejs/kit';
import { members } from '#lib/backend/members.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { nextPath } from '#lib/server/session.ts';

/** Where an account goes once it is signed in: where it was headed, else where its role works. */
export async function homeOf({
	locals,
	url
}: Pick<RequestEvent, 'locals' | 'url'>): Promise<string> {
	const member = await members.self(locals.supabase, appBackend().configuration.id);
	const homes: Record<string, string> = {
		entreprise: '/proposer',
		agent: '/admin',
		administrateur: '/admin'
	};
	return nextPath(
		url.searchParams.get('suite'),
		localizeHref(homes[member?.role ?? ''] ?? '/connexion/compte')
	);
}
