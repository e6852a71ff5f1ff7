import { largestDocument, refuseSize, UploadError } from './uploaded-file.ts';

/**
 * Checks that a file is a PDF from its first bytes to its last, and nothing else besides.
 * @throws UploadError for what is none, whatever its name says
 */
export function readDocument(bytes: Uint8Array, name: string): void {
	refuseSize(name, bytes.byteLength, largestDocument);
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	// A polyglot hides its other nature before the header: it must be the very first bytes.
	if (!/^%PDF-[12]\.\d/.test(file.subarray(0, 8).toString('latin1'))) {
		throw new UploadError('document_none', { name });
	}
	const ending = file.subarray(-1024).toString('latin1');
	const after = ending.slice(ending.lastIndexOf('%%EOF') + '%%EOF'.length);
	if (!ending.includes('%%EOF') || after.trim() !== '') {
		throw new UploadError('document_broken', { name });
	}
}
