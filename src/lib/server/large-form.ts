/** Fields and files of one form at most: each costs the server more than its bytes do. */
export const mostParts = 1000;
/** Longest form without files, in bytes: a pair takes two bytes, and there is no counting them first. */
const longestPairs = 1024 * 1024;

/** A form with files as a page sends it; null when it has more than `mostParts` fields or is otherwise none. */
export async function readLargeForm(request: Request): Promise<FormData | null> {
	const type = request.headers.get('content-type') ?? '';
	const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/.exec(type);
	if (!boundary) {
		const length = Number(request.headers.get('content-length') ?? 0);
		return length <= longestPairs ? await request.formData() : null;
	}
	const body = Buffer.from(await request.arrayBuffer());
	if (hasMore(body, `--${boundary[1] ?? boundary[2] ?? ''}`, mostParts + 1)) return null;
	return new Response(body, { headers: { 'content-type': type } }).formData();
}

/** Whether some bytes hold a text more often than so many times. */
function hasMore(body: Buffer, text: string, times: number): boolean {
	let count = 0;
	for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + text.length)) {
		if (++count > times) return true;
	}
	return false;
}
