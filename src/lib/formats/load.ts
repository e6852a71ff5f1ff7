import type { ReadFormat, SourceFile } from './contract.ts';
import { formatOf, type FormatId } from './index.ts';
import type { WriteFormat } from './written/contract.ts';

type Reader = (...given: Parameters<ReadFormat>) => SourceFile | Promise<SourceFile>;

/**
 * What reads a file, by the end of its name: its parser is loaded with it, and nothing else needs it.
 * @throws FormatError listing the endings that are known
 */
export async function readerOf(file: string): Promise<Reader> {
	const { id } = formatOf(file);
	const { reader } = (await import(`./readers/${id}.ts`)) as { reader: Reader };
	return reader;
}

/** What writes a format, loaded in the same way. */
export async function writerOf(id: FormatId): Promise<WriteFormat> {
	const { writer } = (await import(`./writers/${id}.ts`)) as { writer: WriteFormat };
	return writer;
}
