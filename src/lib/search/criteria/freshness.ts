import { dayInFrance } from '#lib/domain/day.ts';
import { vouchedOn } from '#lib/domain/plot.ts';
import { times } from '../concession.ts';
import { criterion } from '../criterion.ts';
import { dayOf } from '../day.ts';
import { atMost } from '../field.ts';
import { isServer } from '../is-server.ts';
import { plotNumber } from '../plot-columns.ts';
import { limitsOf, preparedRange } from '../range-criteria.ts';

const vouchedDay = plotNumber((plot) => dayOf(vouchedOn(plot)));
const fields = {
	confirmedWithinDays: atMost('confirme_jours_max', [0, 36_500], times(2), { group: 'sale' })
};

/** Days since the owner's confirmation, else since the record's last check, at most: as the database counts them. */
export const freshness = criterion({
	id: 'freshness',
	word: 'confirme_jours',
	field: 'confirme_le',
	unit: 'days',
	judged: 'otherwise',
	fields,
	isAsked: (asked) => limitsOf(asked, fields, 1).length > 0,
	prepare: (asked, columns) => {
		const now = dayOf(dayInFrance(new Date()));
		const ages = columns.column(vouchedDay).map((day) => now - day);
		return preparedRange(ages, limitsOf(asked, fields, 1));
	},
	onServer: isServer
		? {
				says: {
					confirmedWithinDays:
						'Jours depuis la confirmation de l’annonce, sinon la mise à jour de la fiche, au plus'
				},
				sql: `(now() at time zone 'Europe/Paris')::date - coalesce(plot.confirme_le, plot.terr_actu_date)
					<= asked."confirmedWithinDays"`
			}
		: null
});
