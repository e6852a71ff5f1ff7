import type { LinkKind } from '#lib/domain/programme.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';

/** Cards of the map; a commune has its figures. */
const pages: Record<LinkKind, string> = {
	etablissement: '/firms/',
	terrain: '/plots/',
	site: '/sites/',
	epci: '/epci/',
	commune: '/analyse?lieu=commune%3A'
};

/** Where a record that an action concerns is shown. */
export function linkAddress({ genre, cible }: { genre: LinkKind; cible: string }): string {
	return localizeHref(pages[genre] + encodeURIComponent(cible));
}
