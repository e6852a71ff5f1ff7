/** Pixels of a tile's side; a picture of any other size is none, whatever it would unpack to. */
const side = 256;

export type TileMedia = 'image/png' | 'image/jpeg';

/** What kind of tile some bytes are, by their first lines alone: nothing is unpacked. Null where they are none. */
export function tileMedia(bytes: Uint8Array): TileMedia | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (isSquare(pngSize(view))) return 'image/png';
	return isSquare(jpegSize(view)) ? 'image/jpeg' : null;
}

type Size = readonly [width: number, height: number];

const isSquare = (size: Size | null) => size?.[0] === side && size[1] === side;

/** The header chunk stands first (PNG, 5.6 and 11.2.2). */
function pngSize(view: DataView): Size | null {
	if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return null;
	return [view.getUint32(16), view.getUint32(20)];
}

/** The frame header after any other segment (ITU T.81, B.2.2). */
function jpegSize(view: DataView): Size | null {
	if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
	for (let at = 2; at + 9 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
		if (view.getUint8(at) !== 0xff) return null;
		if (isFrame(view.getUint8(at + 1))) return [view.getUint16(at + 7), view.getUint16(at + 5)];
	}
	return null;
}

/** Tables of codes and of conditions have numbers among those of frames. */
const isFrame = (marker: number) =>
	marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
