import type { HostedTerritory } from './by-host.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

const styles = `
	:root { color-scheme: light dark; }
	body {
		max-width: 36rem; margin: 12vh auto; padding: 0 1.5rem;
		font: 1.0625rem/1.5 system-ui, sans-serif;
		color: light-dark(#1d2a2f, #e6ecea); background: light-dark(#f6f5f0, #14191b);
	}
	h1 { margin: 0 0 0.5rem; font-size: 1.75rem; font-weight: 600; }
	ul { margin: 1.5rem 0; padding: 0; list-style: none; border-top: 1px solid light-dark(#c9c8be, #3a4447); }
	li { border-bottom: 1px solid light-dark(#c9c8be, #3a4447); }
	a { display: block; padding: 0.75rem 0.25rem; min-height: 1.5rem; color: inherit; font-weight: 600; }
	a small { display: block; font-weight: 400; color: light-dark(#4d5a5e, #a9b6b4); }
	a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
	[lang='en'] { color: light-dark(#4d5a5e, #a9b6b4); }
`;

/** The page of a host that is no territory's: those of this server, each with where its map stands. */
export function territoryList(
	territories: readonly Pick<HostedTerritory, 'name' | 'address'>[],
	path: string
): string {
	const links = territories.map(
		({ name, address }) =>
			`<li><a href="${escaped(address)}/">${escaped(name)}<small>${escaped(new URL(address).host)}</small></a></li>`
	);
	const lost =
		path === '/'
			? 'Choisissez une carte.'
			: `La page « ${escaped(path.slice(0, 80))} » n’est à aucun d’eux : chaque carte a sa propre adresse.`;
	return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Forgeterre</title>
<style>${styles}</style>
</head>
<body>
<main>
<h1>Forgeterre</h1>
<p>Ce serveur porte ${territories.length} territoires d’industrie. ${lost}</p>
<ul>${links.join('')}</ul>
<p lang="en">This server carries ${territories.length} industrial territories: choose a map.</p>
</main>
</body>
</html>
`;
}
