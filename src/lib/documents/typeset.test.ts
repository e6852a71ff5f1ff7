import { expect, it } from 'vitest';
import { readPrintedMarks } from './printed-marks.ts';
import type { Block, PrintedDocument } from './printed-document.ts';
import { qrCode } from './qr-code.ts';
import { typeset } from './typeset.ts';

const svg =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M2 2L18 2L10 8Z"/></svg>';
const everyBlock: Block[] = [
	{ kind: 'heading', level: 1, text: 'Terrain « A » & <B>' },
	{ kind: 'text', tone: 'plain', text: '#let x = 1 [crochets] $maths$ *gras* @renvoi' },
	{ kind: 'text', tone: 'soft', text: 'Doux' },
	{ kind: 'notice', text: 'Avis' },
	{ kind: 'figures', items: [{ label: 'Surface', value: '3,2 ha', note: '' }] },
	{ kind: 'heading', level: 2, text: 'Cartes' },
	{ kind: 'drawings', items: [{ svg, alt: 'Un triangle', caption: 'Légende', share: 1 }] },
	{
		kind: 'table',
		caption: 'Tableau',
		columns: [
			{ title: 'Nom', align: 'start', width: null },
			{ title: 'ha', align: 'end', width: 1 }
		],
		rows: [['un', '1']]
	},
	{
		kind: 'beside',
		columns: [
			{
				width: null,
				blocks: [
					{ kind: 'bars', bars: [{ key: 'a', label: 'A', text: '1', low: 1, high: 1 }], alt: 'Un' }
				]
			},
			{ width: 60, blocks: [{ kind: 'text', tone: 'soft', text: 'À côté' }] }
		]
	},
	{ kind: 'page' },
	{
		...{ kind: 'proof', text: 'Code', code: 'AAAA-BBBB-CCCC', address: 'https://exemple.fr/v' },
		...{ svg: qrCode('https://exemple.fr/v'), alt: 'Code QR' }
	},
	{ kind: 'legend', columns: 2, items: [{ svg, label: 'En vente' }] },
	{ kind: 'signature', fields: ['Date', 'Signature'] }
];
const document = (blocks: Block[] = everyBlock): PrintedDocument => ({
	...{ title: 'Titre', author: 'Auteur', day: [2026, 11, 26], language: 'fr' },
	keywords: ['forgeterre:AAAA-BBBB-CCCC', 'forgeterre:adresse:%2Fdossier%2Fpdf%3Fplots%3DA%2CB'],
	...{ head: 'Tête', caution: 'Non contractuel', foot: 'Pied', blocks }
});

it('sets every kind of block as PDF/UA-1, with text that is nothing but text', () => {
	const pdf = Buffer.from(typeset(document())).toString('latin1');
	expect(pdf.startsWith('%PDF-1.7')).toBe(true);
	expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
	expect(pdf).toContain('/StructTreeRoot');
	// Nothing is suspect, which Poppler cannot read.
	expect(pdf).toMatch(/\/MarkInfo <<\s+\/Marked true\s+>>/);
	expect(pdf).not.toMatch(/\/Subtype \/Image/);
});

it('lies as its paper says, upright A4 where it says nothing', () => {
	const boxOf = (paper?: PrintedDocument['paper']) =>
		/MediaBox\s?\[0 0 ([\d.]+) ([\d.]+)\]/
			.exec(Buffer.from(typeset({ ...document(), ...(paper && { paper }) })).toString('latin1'))
			?.slice(1)
			.map((points) => Math.round((Number(points) / 72) * 25.4));
	expect(boxOf()).toEqual([210, 297]);
	expect(boxOf({ format: 'a4', landscape: true })).toEqual([297, 210]);
	expect(boxOf({ format: 'a3', landscape: false })).toEqual([297, 420]);
});

it('gives the same bytes for the same document, and other ones for another day', () => {
	const first = typeset(document());
	expect(Buffer.from(typeset(document())).equals(first)).toBe(true);
	expect(Buffer.from(typeset({ ...document(), day: [2026, 11, 27] })).equals(first)).toBe(false);
});

it('refuses a drawing without words: such a document would be closed to those who do not see it', () => {
	const silent: Block = {
		kind: 'drawings',
		items: [{ svg: '<svg', alt: '', caption: '', share: 1 }]
	};
	expect(() => typeset(document([silent]))).toThrow();
});

it('carries its codes and how to make it again; a path elsewhere is none', () => {
	expect(readPrintedMarks(typeset(document()))).toEqual({
		codes: ['AAAA-BBBB-CCCC'],
		madeAgainBy: '/dossier/pdf?plots=A,B'
	});
	const elsewhere = ['forgeterre:adresse:https%3A%2F%2Fevil.example%2Fdossier%2Fpdf%3F'];
	expect(readPrintedMarks(typeset({ ...document(), keywords: elsewhere }))).toEqual({
		codes: [],
		madeAgainBy: null
	});
	expect(readPrintedMarks(new TextEncoder().encode('%PDF-1.7 autre'))).toEqual({
		codes: [],
		madeAgainBy: null
	});
});
