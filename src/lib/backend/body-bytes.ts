/** The bytes of an answer; as they came where they came in one piece: `arrayBuffer()` copies them twice. */
export async function bodyBytes({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	for await (const chunk of body ?? []) chunks.push(chunk);
	const [first] = chunks;
	if (first && chunks.length === 1) return first;
	return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Bytes that stand in a buffer of their own, which a thread may be given. */
export function ownBytes(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

/** A body that is handed on as it is, in its pieces: a response copies bytes that it is given at once. */
export function handedOn(...pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start: (controller) => {
			for (const piece of pieces) controller.enqueue(piece);
			controller.close();
		}
	});
}
