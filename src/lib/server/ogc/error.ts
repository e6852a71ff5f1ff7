/** A request that cannot be answered: the sentence names the value and what was expected. */
export class OgcError extends Error {
	override name = 'OgcError';
	readonly status: 400 | 404;

	constructor(status: 400 | 404, sentence: string) {
		super(sentence);
		this.status = status;
	}
}
