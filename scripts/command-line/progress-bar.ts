const width = 30;
const eraseLine = '\r\u001B[K';

export interface ProgressBar {
	show(done: number, total: number): void;
	end(): void;
}

/** A bar on a terminal; elsewhere one line each time another quarter is done. */
export function progressBar(
	label: string,
	stream: NodeJS.WriteStream = process.stderr
): ProgressBar {
	let quarter = -1;
	return {
		show(done, total) {
			const share = total === 0 ? 1 : done / total;
			if (stream.isTTY) {
				const filled = Math.round(share * width);
				const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
				stream.write(`${eraseLine}${label} ${bar} ${done}/${total}`);
				return;
			}
			const reached = Math.floor(share * 4);
			if (reached === quarter) return;
			quarter = reached;
			stream.write(`${label} : ${done}/${total}\n`);
		},
		end() {
			if (stream.isTTY) stream.write(eraseLine);
		}
	};
}
