import { escapeMarkup } from '#lib/domain/escape-markup.ts';
import { saidIn, type Language, languages } from '#lib/domain/language.ts';
import type { Link } from './media.ts';

/** What a resource says to people: an introduction, a list of addresses, and the links of its JSON. */
export type HtmlPage = {
	title: string;
	description: string;
	entries: { href: string; title: string; detail: string }[];
	links: Link[];
};

const words = {
	fr: { back: 'Retour à la carte', links: 'Liens' },
	en: { back: 'Back to the map', links: 'Links' }
};

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;
color:#1c2530;background:#fff}a{color:#0b5a8f}li{margin:.5rem 0}code{overflow-wrap:anywhere}
@media(prefers-color-scheme:dark){body{color:#e8edf2;background:#161c23}a{color:#7cc4f5}}`;

/** A page that needs nothing else: no script, no image, its style within. */
export function htmlPage(
	{ title, description, entries, links }: HtmlPage,
	language: Language
): string {
	const entryList = entries
		.map(({ href, title, detail }) => `<li>${anchor(href, title)}<br>${escapeMarkup(detail)}</li>`)
		.join('');
	const linkList = links
		.map(
			(link) =>
				`<li>${anchor(link.href, link.title ?? link.rel)} <code>${escapeMarkup(link.type)}</code></li>`
		)
		.join('');
	const home = language === languages[0] ? '/' : `/${language}`;
	return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeMarkup(title)}</title>
<style>${style}</style></head><body><nav>${anchor(home, saidIn(words, language).back)}</nav><main>
<h1>${escapeMarkup(title)}</h1><p>${escapeMarkup(description)}</p><ul>${entryList}</ul>
<h2>${saidIn(words, language).links}</h2><ul>${linkList}</ul></main></body></html>`;
}

function anchor(href: string, title: string): string {
	return `<a href="${escapeMarkup(href)}">${escapeMarkup(title)}</a>`;
}
