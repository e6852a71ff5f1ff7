import { CodedError } from '#lib/domain/reason.ts';

/** A file that is not accepted. */
export class UploadError extends CodedError {
	override name = 'UploadError';
}

export const megabyte = 1024 * 1024;
export const largestPhoto = 15 * megabyte;
export const largestDocument = 10 * megabyte;

/** @throws UploadError for a file that is empty or larger than `largest` bytes */
export function refuseSize(name: string, size: number, largest: number): void {
	if (size === 0) throw new UploadError('upload_empty', { name });
	if (size > largest) {
		const megabytes = Math.ceil((size / megabyte) * 10) / 10;
		throw new UploadError('upload_large', { name, megabytes, most: largest / megabyte });
	}
}
