import { reason } from '#lib/domain/reason.ts';
import { FormatError } from './contract.ts';

export interface DecodedText {
	text: string;
	encoding: 'UTF-8' | 'Windows-1252';
}

const byteOrderMark = '\uFEFF';

/**
 * The text of a file in UTF-8, with or without a byte order mark, or else in Windows-1252.
 * @throws FormatError for an empty file, UTF-16 or binary content
 */
export function decodeText(bytes: Uint8Array): DecodedText {
	if (bytes.length === 0) throw empty();
	const [first, second] = bytes;
	if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
		throw new FormatError('encodage UTF-16 ; attendu : UTF-8 ou Windows-1252.', reason('encoding'));
	}
	const decoded = decodeUtf8(bytes) ?? decodeWindows1252(bytes);
	if (decoded.text.includes('\0')) {
		throw new FormatError(
			'le contenu est binaire ; attendu : du texte en UTF-8 ou Windows-1252.',
			reason('encoding')
		);
	}
	if (decoded.text.trim() === '') throw empty();
	return decoded;
}

function empty(): FormatError {
	return new FormatError('le fichier est vide.', reason('file_empty'));
}

function decodeUtf8(bytes: Uint8Array): DecodedText | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		return {
			text: text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text,
			encoding: 'UTF-8'
		};
	} catch {
		// Not UTF-8: the only other encoding that French administrations' spreadsheets write.
		return null;
	}
}

function decodeWindows1252(bytes: Uint8Array): DecodedText {
	return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
}
