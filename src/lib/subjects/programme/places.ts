import type { ProgrammeAction } from '#lib/domain/programme.ts';

type Link = ProgrammeAction['liens'][number];
type Linking = Pick<ProgrammeAction, 'action_id' | 'liens'>;

/** A record that actions concern, with the actions. */
export interface ProgrammePlace extends Link {
	actions: string[];
}

/** Every record that actions concern, once, in the order in which they name it. */
export function placesOf(actions: readonly Linking[]): ProgrammePlace[] {
	const places = new Map<string, ProgrammePlace>();
	for (const { action_id, liens } of actions)
		for (const link of liens) {
			const key = `${link.genre} ${link.cible}`;
			const known = places.get(key);
			if (known) known.actions.push(action_id);
			else places.set(key, { ...link, actions: [action_id] });
		}
	return [...places.values()];
}
