import { numberCell, spreadsheetCsv, textCell } from '#lib/formats/spreadsheet-csv.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatPercent } from '#lib/ui/format.ts';
import type { Peer } from '../peers/industry.ts';
import type { TradeWords } from './indicator-words.ts';

/** In what two territories are alike: the divisions that weigh most in both, with the share of each. */
export function sharedText({ shared }: Peer, words: TradeWords, locale: string): string {
	return shared
		.map(({ division, own, other }) =>
			m.peers_shared({
				division: words.division(division),
				own: formatPercent(own * 100, locale, 0),
				other: formatPercent(other * 100, locale, 0)
			})
		)
		.join(m.peers_shared_between());
}

/** The table for a French spreadsheet; likeness in %. */
export function peersCsv(peers: readonly Peer[], words: TradeWords, locale: string): string {
	const head = [
		m.peers_territory(),
		m.peers_likeness(),
		m.peers_firms(),
		m.peers_alike_in(),
		m.peers_address()
	];
	const rows = peers.map((peer) => [
		textCell(peer.name),
		numberCell(Math.round(peer.likeness * 1000) / 10),
		numberCell(peer.industry.firms),
		textCell(sharedText(peer, words, locale)),
		textCell(peer.address)
	]);
	return spreadsheetCsv([head.map(textCell), ...rows]);
}
