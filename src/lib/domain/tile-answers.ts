/** Longest that a map waits for an outside service before it does without, in milliseconds. */
export const tilePatience = 1000;

/** First bytes of PNG, JPEG and WebP. */
const pictures = [
	[0x89, 0x50, 0x4e, 0x47],
	[0xff, 0xd8, 0xff],
	[0x52, 0x49, 0x46, 0x46]
];

/** Whether an address answers with a picture, in time. Never throws: what is late, dead or no picture is a no. */
export async function answersWithPicture(
	address: string,
	patience = tilePatience
): Promise<boolean> {
	try {
		const answer = await fetch(address, { signal: AbortSignal.timeout(patience) });
		if (!answer.ok) return false;
		const bytes = new Uint8Array(await answer.arrayBuffer());
		return pictures.some((start) => start.every((byte, at) => bytes[at] === byte));
	} catch {
		return false;
	}
}

/** Whether the online base maps are to be tried: `off` where the operator wants none. */
export type OnlineMaps = 'answering' | 'silent' | 'off';

/** What the server tells of the base maps besides the built-in one; `own` is the operator's file, and whose it is. */
export interface OfferedBaseMaps {
	online: OnlineMaps;
	own: { attribution: string } | null;
}
