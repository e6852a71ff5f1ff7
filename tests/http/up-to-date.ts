/** Resolves once a server serves what has been written: the former records are served until the new are read. */
export async function upToDate(address: string): Promise<void> {
	for (;;) {
		const answer = await fetch(`${address}/ready`);
		const { revision, served } = (await answer.json()) as { revision: number; served: number };
		if (revision === served) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
