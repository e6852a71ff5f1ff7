import { codeLabel, composedLabel } from '#lib/words/vocabulary-words.ts';
import type { TradeWords } from '#lib/subjects/indicators/panels/indicator-words.ts';

export const tradeWords: TradeWords = {
	code: codeLabel,
	division: (division) => composedLabel('naf', division)
};
