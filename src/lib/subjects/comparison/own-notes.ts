const key = (plot: string) => `forgeterre-note ${plot}`;
/** Longer than anybody writes beside a plot, and short enough that a browser keeps many. */
export const longestNote = 4_000;

/** What this browser's user wrote of a plot; empty for nothing. */
export function readNote(plot: string): string {
	try {
		return localStorage.getItem(key(plot)) ?? '';
	} catch {
		return '';
	}
}

/** Keeps a note in this browser, and nowhere else. @returns whether it is kept */
export function keepNote(plot: string, text: string): boolean {
	try {
		if (text.trim() === '') localStorage.removeItem(key(plot));
		else localStorage.setItem(key(plot), text.slice(0, longestNote));
		return true;
	} catch {
		return false;
	}
}
