import { error } from '@sveltejs/kit';
import { dayParts, type Block, type PrintedDocument } from '#lib/documents/printed-document.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { typesetInThread } from '#lib/server/documents/typeset-in-thread.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { formatDate } from '#lib/ui/format.ts';

interface Printed {
	title: string;
	/** ISO date that it carries. */
	day: string;
	/** At the top of every page, on the right. */
	caution: string;
	keywords?: string[];
	blocks: Block[];
}

/** A document of this territory in the language of the request. */
export function printedDocument({
	title,
	day,
	caution,
	keywords = [],
	blocks
}: Printed): PrintedDocument {
	const { name } = appBackend().configuration;
	const locale = getLocale();
	return {
		...{ title, keywords, caution, blocks },
		...{ author: `Forgeterre ${name}`, head: `Forgeterre · ${name}` },
		...{ day: dayParts(day), language: locale },
		foot: m.dossier_foot({ date: formatDate(day, locale), address: siteAddress() })
	};
}

/** A document as a file. Too many at once, or one that takes too long, is told in a sentence. */
export async function pdfResponse(document: PrintedDocument, name: string): Promise<Response> {
	const pdf = await typesetInThread(document);
	if (pdf === 'too-many') error(503, m.dossier_too_many());
	if (pdf === 'too-long') error(503, m.dossier_too_long());
	const file = name.replaceAll(/[^\w-]+/g, '-');
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `inline; filename="${file}.pdf"`,
			'cache-control': 'no-cache'
		}
	});
}
