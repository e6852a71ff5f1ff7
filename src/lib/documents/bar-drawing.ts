import { escapeMarkup } from '#lib/domain/escape-markup.ts';
import { accentTint } from '#lib/domain/ground-colours.ts';
import { drawBars, rowHeight, type Bar } from '#lib/ui/bar-chart.ts';

/** In pixels: what a column of text on paper is wide. */
const width = 820;
const ink = '#1F1B16';
const face = 'font-family="Source Sans 3" font-size="15"';
/** Colours of the pages, as paper has them. */
const onPaper: Record<string, string> = {
	'var(--ink-soft)': '#5E574E',
	'var(--accent-ground)': accentTint.light
};

/** The colour that a bar of a page has in the light. */
function paperFill(fill = 'var(--accent-ground)'): string {
	const [, light] = /^light-dark\((#[0-9A-Fa-f]{6}),/.exec(fill) ?? [];
	return light ?? onPaper[fill] ?? fill;
}

/** The bars of a page as SVG for paper: the same layout, the same numbers. */
export function barDrawing(bars: readonly Bar[]): string {
	const { height, bars: drawn } = drawBars(bars);
	const across = (percent: number) => ((percent / 100) * width).toFixed(1);
	const rows = drawn.map(({ label, text, y, sure, perhaps, fill }) => {
		const rest =
			perhaps.width > 0
				? `<rect x="${across(perhaps.x)}" y="${String(y + 25)}" width="${across(perhaps.width)}" height="12" fill="none" stroke="${paperFill(fill)}" stroke-width="1.5" stroke-dasharray="4 3"/>`
				: '';
		return (
			`<text x="0" y="${String(y + 16)}" ${face} fill="${ink}">${escapeMarkup(label)}</text>` +
			`<text x="${String(width)}" y="${String(y + 16)}" text-anchor="end" ${face} font-weight="600" fill="${ink}">${escapeMarkup(text)}</text>` +
			`<rect x="0" y="${String(y + 24)}" width="${String(width)}" height="14" fill="#F1EDE5"/>` +
			`<rect x="${across(sure.x)}" y="${String(y + 24)}" width="${across(sure.width)}" height="14" fill="${paperFill(fill)}"/>${rest}`
		);
	});
	const whole = Math.max(height, rowHeight);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(whole)}">${rows.join('')}</svg>`;
}
