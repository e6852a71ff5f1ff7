/** A file that is not accepted; the message says what it is and what was expected, in French. */
export class UploadError extends Error {
	override name = 'UploadError';
}

export const megabyte = 1024 * 1024;
export const largestPhoto = 15 * megabyte;
export const largestDocument = 10 * megabyte;

/** @throws UploadError for a file that is empty or larger than `largest` bytes */
export function refuseSize(name: string, size: number, largest: number): void {
	if (size === 0) throw new UploadError(`${name} : le fichier est vide.`);
	if (size > largest) {
		const megabytes = (size / megabyte).toFixed(1).replace('.', ',');
		throw new UploadError(
			`${name} : ${megabytes} Mo ; attendu : ${String(largest / megabyte)} Mo au plus.`
		);
	}
}
