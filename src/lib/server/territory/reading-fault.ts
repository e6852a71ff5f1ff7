/**
 * Why a question about the territory got no answer, by the code that pages say in their language. Told apart by its
 * name: the built app and the script that starts it load this module apart.
 */
export class ReadingFault extends Error {
	override name = 'ReadingFault';
	readonly code: 'database_away' | 'database_too_long';

	constructor(code: ReadingFault['code'], message: string) {
		super(message);
		this.code = code;
	}
}

export function isReadingFault(fault: unknown): fault is ReadingFault {
	return fault instanceof Error && fault.name === 'ReadingFault';
}
