import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface Node {
	role?: string;
	alt?: string;
	children?: Node[];
}

/** What a reader of its own finds in a PDF: all text without spaces, and how often each tag is used. */
export interface ReadPdf {
	text: string;
	tags: Record<string, number>;
	/** What is said of its figures. */
	alternatives: string[];
	isMarked: boolean;
	pages: number;
}

/** Text without any white space, so that lines may break where each form breaks them. */
export const withoutSpaces = (text: string) => text.replaceAll(/\s/g, '');

/** Reads a PDF by pdf.js, which knows nothing of how it was made. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
	const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
	const document = await task.promise;
	const read: ReadPdf = { text: '', tags: {}, alternatives: [], isMarked: false, pages: 0 };
	const walk = ({ role, alt, children = [] }: Node) => {
		if (role) read.tags[role] = (read.tags[role] ?? 0) + 1;
		if (alt) read.alternatives.push(alt);
		children.forEach(walk);
	};
	read.pages = document.numPages;
	for (let number = 1; number <= read.pages; number++) {
		const page = await document.getPage(number);
		const { items } = await page.getTextContent();
		read.text += items.map((item) => ('str' in item ? item.str : '')).join('');
		walk((await page.getStructTree()) as Node);
	}
	const marks = (await document.getMarkInfo()) as unknown as Map<string, boolean> | null;
	read.isMarked = marks?.get('Marked') === true;
	await task.destroy();
	return { ...read, text: withoutSpaces(read.text) };
}
