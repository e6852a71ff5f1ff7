import * as v from 'valibot';
import { suggestionKinds, type Suggestion } from '#lib/search/find/suggestion.ts';

const key = 'forgeterre-recent-places';
const mostRecent = 6;

const Recent = v.array(
	v.object({
		kind: v.picklist(suggestionKinds),
		id: v.string(),
		name: v.string(),
		detail: v.nullable(v.string()),
		position: v.nullable(v.tuple([v.number(), v.number()]))
	})
);

/** What this browser was taken to before, the last one first; nothing of it leaves the browser. */
export function recentPlaces(): Suggestion[] {
	try {
		const parsed = v.safeParse(Recent, JSON.parse(localStorage.getItem(key) ?? '[]'));
		return parsed.success ? parsed.output.slice(0, mostRecent) : [];
	} catch {
		return [];
	}
}

/** Puts a suggestion first among the recent ones. @returns all of them */
export function rememberPlace(chosen: Suggestion): Suggestion[] {
	const others = recentPlaces().filter(({ kind, id }) => kind !== chosen.kind || id !== chosen.id);
	const recent = [chosen, ...others].slice(0, mostRecent);
	try {
		localStorage.setItem(key, JSON.stringify(recent));
	} catch {
		// A browser that keeps nothing remembers nothing.
	}
	return recent;
}

export function forgetPlaces(): void {
	try {
		localStorage.removeItem(key);
	} catch {
		// Nothing was kept.
	}
}
