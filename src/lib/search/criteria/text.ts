import { criterion, failed, passed } from '../criterion.ts';
import { isServer } from '../is-server.ts';
import { queryWords } from '../search-words.ts';

/** Words that a plot's names hold. */
export const text = criterion({
	id: 'text',
	word: 'q',
	field: 'site_nom',
	unit: null,
	judged: 'otherwise',
	alwaysKnown: true,
	fields: { text: { kind: 'text', name: 'q' } },
	isAsked: (asked) => queryWords(asked.text).length > 0,
	prepare: (asked, columns) => {
		const typed = queryWords(asked.text);
		const words = columns.words();
		const isFound = (plot: number) => typed.every((word) => words[plot]?.includes(word));
		return {
			limits: [],
			judge: (verdicts) => {
				for (let plot = 0; plot < verdicts.length; plot += 1)
					verdicts[plot] = isFound(plot) ? passed : failed;
			},
			keep: (plots) => plots.filter(isFound),
			valueAt: () => null
		};
	},
	onServer: isServer
		? {
				says: { text: 'Mots cherchés dans les noms, sans accents ni casse' },
				isAsked: "asked.text <> ''",
				sql: `verdict_on_text(asked.text, array[
					plot.terr_id, plot.terr_lot, site.site_nom, commune.comm_nom, epci.epci_nom
				])`
			}
		: null
});
