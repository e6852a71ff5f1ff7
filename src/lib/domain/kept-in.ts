import { putWithin } from './put-within.ts';

/** Wraps what is made of an object so that it is made once for each. */
export function keptIn<Whole extends object, Part>(make: (of: Whole) => Part): (of: Whole) => Part {
	const made = new WeakMap<Whole, { part: Part }>();
	return (of) => {
		const kept = made.get(of) ?? { part: make(of) };
		made.set(of, kept);
		return kept.part;
	};
}

/** Answers of one object that are remembered; the one that was made first goes first. */
const mostAnswers = 100;

/** Wraps a question about an object so that each is answered once, as long as the object is there. */
export function keptAnswers<Whole extends object, Question, Answer>(
	answer: (of: Whole, question: Question) => Answer
): (of: Whole, question: Question) => Answer {
	const answersOf = keptIn<Whole, Map<string, Answer>>(() => new Map());
	return (of, question) => {
		const answers = answersOf(of);
		const key = JSON.stringify(question);
		const kept = answers.get(key);
		if (kept !== undefined) return kept;
		const made = answer(of, question);
		putWithin(answers, mostAnswers, key, made);
		return made;
	};
}
