import sharp from 'sharp';
import { largestPhoto, refuseSize, UploadError } from './uploaded-file.ts';

/** A photo made anew from its pixels: nothing of the file that was sent is left, its position least of all. */
export interface Photo {
	image: Uint8Array;
	thumbnail: Uint8Array;
	mimeType: 'image/jpeg' | 'image/webp';
	/** Pixels of the image. */
	width: number;
	height: number;
}

/** Pixels that are decoded at most: a small file can claim a picture that fills the memory. */
const mostPixels = 80_000_000;
/** Longest side kept, of the image and of its thumbnail, in pixels. */
const longestSide = 2560;
const thumbnailSide = 480;
const admitted: readonly string[] = ['jpeg', 'png', 'webp', 'heif', 'tiff'];

/**
 * Decodes a photo by its content, turns it upright and encodes it again without any metadata.
 * @throws UploadError for what is no photo, whatever its name says
 */
export async function readPhoto(bytes: Uint8Array, name: string): Promise<Photo> {
	refuseSize(name, bytes.byteLength, largestPhoto);
	const { format, pages = 1 } = await describe(bytes, name);
	if (format === 'svg') {
		throw new UploadError('photo_svg', { name });
	}
	if (!admitted.includes(format) || pages > 1) {
		throw new UploadError('photo_none', { name });
	}
	try {
		return await encode(bytes, format === 'png' || format === 'webp');
	} catch {
		throw new UploadError('photo_broken', { name });
	}
}

async function describe(bytes: Uint8Array, name: string) {
	try {
		return await sharp(bytes, { limitInputPixels: mostPixels }).metadata();
	} catch {
		throw new UploadError('photo_none', { name });
	}
}

/** WebP where the photo may be transparent or is a screen capture, else JPEG. */
async function encode(bytes: Uint8Array, asWebp: boolean): Promise<Photo> {
	const upright = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient();
	const resized = (side: number) => {
		const smaller = upright
			.clone()
			.resize(side, side, { fit: 'inside', withoutEnlargement: true })
			.toColourspace('srgb');
		return asWebp ? smaller.webp({ quality: 82 }) : smaller.jpeg({ quality: 82, mozjpeg: true });
	};
	const { data, info } = await resized(longestSide).toBuffer({ resolveWithObject: true });
	return {
		image: data,
		thumbnail: await resized(thumbnailSide).toBuffer(),
		mimeType: asWebp ? 'image/webp' : 'image/jpeg',
		width: info.width,
		height: info.height
	};
}
