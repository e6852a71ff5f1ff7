/**
 * The bytes of an answer that came in one piece as they came: `arrayBuffer()` copies them twice.
 * @returns bytes that stand in a buffer of their own
 */
export async function bodyBytes({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	for await (const chunk of body ?? []) chunks.push(chunk);
	const [first] = chunks;
	const isWhole = chunks.length === 1 && first?.byteLength === first?.buffer.byteLength;
	if (first && isWhole) return first;
	return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** A body that is handed on as it is: a response copies bytes that it is given at once. */
export function handedOn(bytes: Uint8Array): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start: (controller) => {
			controller.enqueue(bytes);
			controller.close();
		}
	});
}
