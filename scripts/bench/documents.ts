import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../check/running-server.ts';
import { milliseconds, times, write, type Row } from './rows.ts';

const plotsOfDossier = 6;
const rounds = 5;
const mostCold = 1000;
const mostWarm = 250;
const mostAnnex = 10_000;

async function taken(address: string): Promise<{ time: number; bytes: number }> {
	const start = performance.now();
	const answer = await fetch(address);
	const bytes = (await answer.arrayBuffer()).byteLength;
	if (!answer.ok) throw new Error(`${address} : ${String(answer.status)}`);
	return { time: performance.now() - start, bytes };
}

/** Median of several rounds, in ms. */
async function median(address: string): Promise<number> {
	const all: number[] = [];
	for (let round = 0; round < rounds; round += 1) all.push((await taken(address)).time);
	return all.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
}

async function firstPlots(address: string): Promise<string> {
	const answer = await fetch(
		`${address}/ogc/collections/terrains/items?limit=${String(plotsOfDossier)}`
	);
	const { features } = (await answer.json()) as { features: { id: string }[] };
	return features.map(({ id }) => encodeURIComponent(id)).join(',');
}

/** A dossier of six plots and the annex of an EPCI, of the demonstration set on the embedded database. */
export async function measureDocuments(): Promise<Row[]> {
	const data = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	const server = await startServer({ FORGETERRE_DATA: data });
	try {
		const dossier = `${server.address}/dossier/pdf?plots=${await firstPlots(server.address)}`;
		const cold = await taken(dossier);
		const warm = await median(dossier);
		const page = await median(dossier.replace('/pdf', ''));
		const annex = await taken(
			`${server.address}/analyse/inventaire/annexe/pdf?lieu=epci:200041630`
		);
		return [
			{
				what: `dossier de ${write(plotsOfDossier)} terrains, le premier`,
				value: milliseconds(cold.time),
				beside: `au plus ${milliseconds(mostCold)} ; ${write(cold.bytes / 1000)} ko`,
				holds: cold.time <= mostCold
			},
			{
				what: 'le même ensuite',
				value: milliseconds(warm),
				beside: `au plus ${milliseconds(mostWarm)} ; ${times(warm / page)} sa page`,
				holds: warm <= mostWarm
			},
			{
				what: 'annexe de l’inventaire d’un EPCI',
				value: milliseconds(annex.time),
				beside: `au plus ${milliseconds(mostAnnex)} ; ${write(annex.bytes / 1000)} ko`,
				holds: annex.time <= mostAnnex
			}
		];
	} finally {
		await server.stop();
		rmSync(data, { recursive: true, force: true });
	}
}
