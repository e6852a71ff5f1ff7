/** Reads a body of a few kilobytes; null as soon as it is longer, whatever it says of its length. */
export async function readSmallBody(
	request: Request,
	maximumBytes: number
): Promise<Uint8Array<ArrayBuffer> | null> {
	if (Number(request.headers.get('content-length') ?? 0) > maximumBytes) return null;
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = request.body?.getReader();
	for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
		chunks.push(step.value);
		length += step.value.length;
		if (length > maximumBytes) {
			await reader?.cancel();
			return null;
		}
	}
	const body = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		body.set(chunk, at);
		at += chunk.length;
	}
	return body;
}

/** A small form, sent by a page; null when it is longer than allowed or is no form. */
export async function readSmallForm(
	request: Request,
	maximumBytes: number
): Promise<FormData | null> {
	const body = await readSmallBody(request, maximumBytes);
	if (body === null) return null;
	const type = request.headers.get('content-type') ?? '';
	try {
		return await new Response(body, { headers: { 'content-type': type } }).formData();
	} catch {
		return null;
	}
}
