import { escapeMarkup } from '#lib/domain/escape-markup.ts';
import type { Language } from '#lib/domain/language.ts';
import { pageAddress } from './page-links.ts';

/** A page that search engines may list. */
export interface ListedPage {
	/** Without language. */
	path: string;
	/** ISO date of the record's last check; null where it has none. */
	updated: string | null;
}

/** Addresses a file: the protocol allows 50,000, each of ours stands once a language. */
export const pagesOfPart = 10_000;

/** Pages that are there whatever the records are. */
export const standingPages: readonly ListedPage[] = [
	...['/', '/analyse', '/analyse/inventaire', '/analyse/sobriete'],
	...['/analyse/sobriete/gel', '/analyse/mobiliser', '/analyse/proches', '/analyse/loi'],
	...['/programme', '/assembler', '/demande'],
	...['/proposer', '/mentions-legales', '/accessibilite', '/confidentialite']
].map((path) => ({ path, updated: null }));

const namespaces =
	'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** Addresses of a page in every language of the territory, absolute. */
function addressesOf(site: string, path: string, languages: readonly Language[]) {
	return languages.map((language) => ({
		language,
		address: pageAddress(site, path, language)
	}));
}

/** The index of a sitemap in parts (https://www.sitemaps.org/protocol.html). */
export function sitemapIndex(site: string, pages: number): string {
	const parts = Array.from({ length: Math.ceil(pages / pagesOfPart) }, (_, part) => part + 1);
	const entries = parts.map(
		(part) => `<sitemap><loc>${escapeMarkup(site)}/sitemaps/${part}.xml</loc></sitemap>`
	);
	return `${declaration}\n<sitemapindex ${namespaces}>\n${entries.join('\n')}\n</sitemapindex>\n`;
}

/** Some pages with what each is in the other languages. */
export function sitemapPart(
	site: string,
	pages: readonly ListedPage[],
	languages: readonly Language[]
): string {
	const entries = pages.flatMap(({ path, updated }) => {
		const addresses = addressesOf(site, path, languages);
		const links = addresses
			.map(
				({ language, address }) =>
					`<xhtml:link rel="alternate" hreflang="${language}" href="${escapeMarkup(address)}"/>`
			)
			.join('');
		const date = updated === null ? '' : `<lastmod>${updated.slice(0, 10)}</lastmod>`;
		return addresses.map(
			({ address }) => `<url><loc>${escapeMarkup(address)}</loc>${date}${links}</url>`
		);
	});
	return `${declaration}\n<urlset ${namespaces}>\n${entries.join('\n')}\n</urlset>\n`;
}
