import { alerts, type AlertLink, type OpenedAlert } from '#lib/backend/alerts.ts';
import { createServiceClient, type BackendClient } from '#lib/backend/client.ts';
import type { Ask } from '#lib/server/territory/questions.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { alertTokenHash } from './alert-token.ts';
import { seenOf } from './watched-search.ts';

function linkOf(token: string): { service: BackendClient; link: AlertLink } | null {
	const hash = alertTokenHash(token);
	if (hash === null) return null;
	const { backend, configuration } = appBackend();
	return {
		service: createServiceClient(backend),
		link: { territory: configuration.id, token: hash }
	};
}

/** The alert that a link opens; null where it has ended, or where no such link was ever sent. */
export async function openAlert(token: string): Promise<OpenedAlert | null> {
	const found = linkOf(token);
	return found && alerts.opened(found.service, found.link);
}

/** Confirms the alert of a link: from now on what changes is told. @returns false where there is none */
export async function confirmAlert(
	token: string,
	ask: Pick<Ask, 'watchedSearch'>,
	now: Date
): Promise<boolean> {
	const found = linkOf(token);
	const opened = found && (await alerts.opened(found.service, found.link));
	if (!opened) return false;
	const { plots } = await ask.watchedSearch({ search: opened.search });
	return alerts.confirm(found.service, found.link, seenOf(plots ?? []), now);
}

/** Ends the alert of a link, and erases its address. @returns false where there is none any more */
export async function endAlert(token: string): Promise<boolean> {
	const found = linkOf(token);
	return found !== null && alerts.end(found.service, found.link);
}
