export type Answered = { status: number; text: string };

/** Asks without pause, one visitor a question, until it is stopped; answers what each was told. */
export function startTraffic(questions: readonly (() => Promise<Response>)[]) {
	let stopped = false;
	const visitors = questions.map(async (ask) => {
		const answers: Answered[] = [];
		while (!stopped) {
			const response = await ask();
			answers.push({ status: response.status, text: await response.text() });
			if (!response.ok) await new Promise((resolve) => setTimeout(resolve, 50));
		}
		return answers;
	});
	return {
		stop: async (): Promise<Answered[]> => {
			stopped = true;
			return (await Promise.all(visitors)).flat();
		}
	};
}
