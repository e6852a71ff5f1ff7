import type { Language } from '#lib/domain/language.ts';
import { baseLocale, deLocalizeHref, localizeHref } from '#lib/paraglide/runtime.js';

/** Pages that no search engine is to list: offices, forms of one person, answers to a link in a mail. */
const unlisted =
	/^\/\(office\)\/(?:admin|connexion|confirmer|signaler|recherches|comparer|exporter|proposer\/.)/;

export function isListed(routeId: string | null): boolean {
	return routeId !== null && !unlisted.test(routeId);
}

/** An absolute address of ours in a language. @param site without a slash at its end */
export function pageAddress(site: string, path: string, language: Language): string {
	return (site + localizeHref(path, { locale: language })).replace(/\/$/, '');
}

export interface PageLinks {
	/** The address that stands for all ways to ask for this page. */
	canonical: string;
	alternates: { language: Language | 'x-default'; address: string }[];
}

/** Where a page stands, and the same page in each language of the territory. */
export function pageLinks(
	site: string,
	pathname: string,
	{ language, languages }: { language: Language; languages: readonly Language[] }
): PageLinks {
	const path = deLocalizeHref(pathname);
	const addresses = languages.map((one) => ({
		language: one,
		address: pageAddress(site, path, one)
	}));
	const base = { language: 'x-default' as const, address: pageAddress(site, path, baseLocale) };
	return { canonical: pageAddress(site, path, language), alternates: [...addresses, base] };
}
