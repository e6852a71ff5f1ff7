import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { barDrawing } from './bar-drawing.ts';
import { besideGutter, type Block, type PrintedDocument } from './printed-document.ts';

/** Faces of the pages, by their place in the package of fonts. */
const faces = ['400Regular/SourceSans3_400Regular.ttf', '600SemiBold/SourceSans3_600SemiBold.ttf'];
const workspace = import.meta.dirname;

let compiler: NodeCompiler | null = null;

function openCompiler(): NodeCompiler {
	const { resolve } = createRequire(import.meta.url);
	const fontBlobs = faces.map((face) =>
		readFileSync(resolve(`@expo-google-fonts/source-sans-3/${face}`))
	);
	return NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
}

/** A block as template.typ has it: bars are a drawing, and what stands side by side says how far apart. */
function paperBlock(block: Block): object {
	if (block.kind === 'beside') {
		const columns = block.columns.map(({ width, blocks }) => ({
			...{ width, blocks: blocks.map(paperBlock) }
		}));
		return { kind: 'beside', columns, gutter: besideGutter };
	}
	if (block.kind !== 'bars') return block;
	const { bars, alt } = block;
	return { kind: 'drawings', items: [{ svg: barDrawing(bars), alt, caption: '', share: 1 }] };
}

/**
 * A document as PDF/UA-1: tagged, without any picture of dots, the same bytes for the same document.
 * @throws Error with what Typst says, when the document breaks its rules (a drawing without words, a heading too deep)
 */
export function typeset(document: PrintedDocument): Uint8Array {
	compiler ??= openCompiler();
	const onPaper = { ...document, blocks: document.blocks.map(paperBlock) };
	compiler.mapShadow(join(workspace, 'document.json'), Buffer.from(JSON.stringify(onPaper)));
	const compiled = compiler.compile({ mainFilePath: join(workspace, 'template.typ') });
	const made = compiled.result;
	if (!made) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
	const [year, month, day] = document.day;
	const pdf = compiler.pdf(made, {
		pdfStandard: 'ua-1',
		creationTimestamp: Date.UTC(year, month - 1, day) / 1000
	});
	// What several documents share is kept, the rest is let go.
	compiler.evictCache(5);
	return withoutSuspects(new Uint8Array(pdf));
}

/**
 * Blanks the entry that says nothing is suspect, which is what holds without it (ISO 32000-1, 14.7.1): Poppler takes
 * it for a fault, and every `pdfinfo` began with an error. No byte moves.
 */
function withoutSuspects(pdf: Uint8Array): Uint8Array {
	const entry = '/Suspects false';
	const at = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).lastIndexOf(entry);
	if (at >= 0) pdf.fill(0x20, at, at + entry.length);
	return pdf;
}
