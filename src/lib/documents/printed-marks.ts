/** What a document of ours carries for machines: the codes of its sheets, and the path that makes it again. */
export interface PrintedMarks {
	codes: string[];
	/** Null where the file does not say. */
	madeAgainBy: string | null;
}

/** More codes than any document of ours has are nobody's. */
const mostCodes = 50;

/** Reads the marks of a PDF as they stand in its plain metadata; none of a file that is no document of ours. */
export function readPrintedMarks(bytes: Uint8Array): PrintedMarks {
	const text = Buffer.from(bytes).toString('latin1');
	const [, keywords = ''] = /<pdf:Keywords>([^<]{1,20000})<\/pdf:Keywords>/.exec(text) ?? [];
	const codes = [...keywords.matchAll(/forgeterre:([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/g)].map(
		([, code = '']) => code
	);
	const [, written = ''] = /forgeterre:adresse:([^,\s]+)/.exec(keywords) ?? [];
	return { codes: [...new Set(codes)].slice(0, mostCodes), madeAgainBy: pathIn(written) };
}

/** A path of our own, never an address elsewhere. */
function pathIn(written: string): string | null {
	try {
		const path = decodeURIComponent(written);
		return /^\/(?:[a-z]{2}\/)?(?:plots\/[^/]+\/fiche|dossier)\/pdf\?/.test(path) ? path : null;
	} catch {
		return null;
	}
}
