-- The article 220 inventory: evidence of each land unit, what it makes of a site, visits and frozen campaigns.

alter table public.unite_fonciere add column uf_emprise_batie_m2 double precision
	check (uf_emprise_batie_m2 >= 0);

comment on column public.unite_fonciere.uf_emprise_batie_m2 is
	'Emprise au sol des bâtiments de l''unité foncière, en m² ; vide si inconnue';

create temporary table provenance (
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false
);

comment on column pg_temp.provenance.source_nom is 'Nom court de la source de la fiche';
comment on column pg_temp.provenance.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column pg_temp.provenance.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column pg_temp.provenance.source_licence is 'Licence sous laquelle la source est publiée';
comment on column pg_temp.provenance.source_url is 'Adresse de la source';
comment on column pg_temp.provenance.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';

-- What is known of the land units of a business park: who owns and occupies them, what was seen of them and when, and
-- the campaigns in which an EPCI froze what it knew (L. 318-8-2 of the code of planning).

create table public.unite_proprietaire (
	uf_id text not null references public.unite_fonciere on delete cascade,
	proprio_nom text not null check (length(proprio_nom) between 1 and 200),
	proprio_compte text check (length(proprio_compte) <= 40),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (uf_id, proprio_nom)
);

comment on table public.unite_proprietaire is
	'Propriétaires des unités foncières : seuls les agents de l''EPCI de l''unité les lisent';
comment on column public.unite_proprietaire.uf_id is 'Unité foncière possédée';
comment on column public.unite_proprietaire.proprio_nom is 'Nom du propriétaire';
comment on column public.unite_proprietaire.proprio_compte is 'Numéro de compte du propriétaire au cadastre';
comment on column public.unite_proprietaire.territory_id is 'Territoire auquel la fiche appartient';

create index unite_proprietaire_territory_id on public.unite_proprietaire (territory_id);

create table public.unite_occupant (
	lien_id uuid primary key default gen_random_uuid(),
	uf_id text not null references public.unite_fonciere on delete cascade,
	occupant_type text not null check (occupant_type in (
		'établissement', 'service public', 'logement', 'autre'
	)),
	siret text check (siret ~ '^[0-9]{14}$'),
	du date not null,
	au date,
	effectif integer check (effectif >= 0),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	constraint unite_occupant_siret check ((occupant_type = 'établissement') = (siret is not null)),
	constraint unite_occupant_periode check (au >= du)
);

comment on table public.unite_occupant is
	'Liens entre unités foncières et occupants, à plusieurs dans les deux sens, chacun avec sa source et sa date';
comment on column public.unite_occupant.lien_id is 'Identifiant du lien';
comment on column public.unite_occupant.uf_id is 'Unité foncière occupée';
comment on column public.unite_occupant.occupant_type is
	'Genre d''occupant ; un service public ou un logement ne paie pas la CFE mais occupe l''unité';
comment on column public.unite_occupant.siret is 'SIRET de l''établissement ; vide pour un autre occupant';
comment on column public.unite_occupant.du is 'Premier jour où la source place l''occupant sur l''unité';
comment on column public.unite_occupant.au is 'Jour de son départ ou de sa fermeture ; vide s''il y est encore';
comment on column public.unite_occupant.effectif is 'Salariés de l''occupant sur cette unité ; vide si inconnu';
comment on column public.unite_occupant.territory_id is 'Territoire auquel la fiche appartient';

create index unite_occupant_territory_id on public.unite_occupant (territory_id);
create unique index unite_occupant_lien on public.unite_occupant (uf_id, occupant_type, coalesce(siret, ''), du);
create index unite_occupant_siret on public.unite_occupant (siret);

create table public.unite_constat (
	constat_id uuid primary key default gen_random_uuid(),
	uf_id text not null references public.unite_fonciere on delete cascade,
	constat text not null check (constat in (
		'occupée', 'établissement fermé', 'local vacant', 'jamais occupée'
	)),
	nature text not null check (nature in (
		'visite', 'photographie aérienne', 'fichier fiscal', 'déclaration', 'document', 'import'
	)),
	observe_le date not null,
	depuis date,
	position extensions.geometry(Point, 4326),
	precision_m double precision check (precision_m >= 0),
	note text check (length(note) <= 1000),
	par uuid references auth.users on delete set null,
	par_nom text,
	saisi_le timestamptz not null default now(),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	constraint unite_constat_depuis check (depuis <= observe_le)
);

comment on table public.unite_constat is
	'Ce qui a été constaté d''une unité foncière entière, par qui et quand ; une ligne ne se réécrit pas';
comment on column public.unite_constat.constat_id is
	'Identifiant du constat, donné par qui le saisit : le même constat envoyé deux fois est une ligne';
comment on column public.unite_constat.uf_id is 'Unité foncière constatée';
comment on column public.unite_constat.constat is 'Ce qui a été constaté';
comment on column public.unite_constat.nature is 'Genre de preuve';
comment on column public.unite_constat.observe_le is 'Jour de l''observation';
comment on column public.unite_constat.depuis is
	'Depuis quand l''unité est ainsi, si cela est su ; le constat vaut de ce jour à celui de l''observation';
comment on column public.unite_constat.position is 'Où se tenait l''observateur, en degrés (EPSG:4326)';
comment on column public.unite_constat.precision_m is 'Précision de cette position, en mètres';
comment on column public.unite_constat.note is 'Remarque de l''observateur';
comment on column public.unite_constat.par is 'Compte de l''observateur ; vide si le compte est fermé';
comment on column public.unite_constat.par_nom is 'Nom sous lequel l''observateur signe';
comment on column public.unite_constat.saisi_le is 'Arrivée du constat';
comment on column public.unite_constat.territory_id is 'Territoire auquel la fiche appartient';

create index unite_constat_territory_id on public.unite_constat (territory_id);
create index unite_constat_uf_id on public.unite_constat (uf_id);
create index unite_constat_position on public.unite_constat using gist (position);

create table public.campagne (
	campagne_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory,
	epci_siren text not null,
	valeur_au date not null,
	figee_le date not null default public.local_day(),
	par uuid references auth.users on delete set null,
	par_nom text,
	demonstration boolean not null default false,
	constraint campagne_un_jour unique (territory_id, epci_siren, figee_le)
);

comment on table public.campagne is
	'Campagnes d''inventaire d''un EPCI, figées : aucune ligne ne se réécrit';
comment on column public.campagne.campagne_id is 'Identifiant de la campagne';
comment on column public.campagne.territory_id is 'Territoire de l''EPCI';
comment on column public.campagne.epci_siren is 'SIREN de l''EPCI qui fait l''inventaire';
comment on column public.campagne.valeur_au is 'Jour auquel les unités ont été jugées : un 1er janvier';
comment on column public.campagne.figee_le is 'Jour où la campagne a été figée';
comment on column public.campagne.par is 'Compte qui l''a figée ; vide si le compte est fermé';
comment on column public.campagne.par_nom is 'Nom sous lequel ce compte signe';
comment on column public.campagne.demonstration is
	'Vrai pour une campagne inventée du jeu de démonstration';

create table public.campagne_unite (
	campagne_id uuid not null references public.campagne on delete cascade,
	uf_id text not null,
	site_id text not null,
	site_nom text not null,
	comm_insee text,
	surface_m2 double precision not null,
	emprise_batie_m2 double precision,
	etat text not null check (etat in (
		'occupée', 'vacante', 'récemment inoccupée', 'libre', 'inconnue'
	)),
	motif text check (motif in ('aucun constat', 'constat périmé', 'durée inconnue')),
	depuis date,
	emplois integer not null,
	preuve jsonb,
	geom extensions.geometry(Polygon, 4326) not null,
	primary key (campagne_id, uf_id)
);

comment on table public.campagne_unite is
	'Unités foncières d''une campagne, telles qu''elles ont été jugées ce jour-là';
comment on column public.campagne_unite.campagne_id is 'Campagne';
comment on column public.campagne_unite.uf_id is
	'Identifiant qu''avait l''unité ; il n''est pas stable dans le temps';
comment on column public.campagne_unite.site_id is 'Identifiant du site où se trouvait l''unité';
comment on column public.campagne_unite.site_nom is 'Nom du site';
comment on column public.campagne_unite.comm_insee is 'Code INSEE de la commune';
comment on column public.campagne_unite.surface_m2 is 'Surface de l''unité, en m²';
comment on column public.campagne_unite.emprise_batie_m2 is
	'Emprise au sol des bâtiments de l''unité, en m² ; vide si inconnue';
comment on column public.campagne_unite.etat is 'État de l''unité au sens de l''article 220';
comment on column public.campagne_unite.motif is 'Pourquoi l''état est inconnu ; vide s''il est connu';
comment on column public.campagne_unite.depuis is 'Depuis quand l''unité était dans cet état, si cela était su';
comment on column public.campagne_unite.emplois is
	'Salariés des occupants, ou des derniers occupants d''une unité inoccupée';
comment on column public.campagne_unite.preuve is 'Preuve qui a décidé de l''état';
comment on column public.campagne_unite.geom is 'Emprise de l''unité, en degrés (EPSG:4326)';

create index campagne_unite_geom on public.campagne_unite using gist (geom);

drop table pg_temp.provenance;

create or replace function public.demo_clear(p_territory text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	record_table text;
	removed integer;
	counts jsonb := '{}';
begin
	foreach record_table in array array[
		'campagne', 'unite_constat', 'unite_occupant', 'unite_proprietaire', 'acces_restreint',
		'terrain_eco', 'unite_fonciere', 'etablissement', 'friche', 'poi', 'site_eco', 'contrainte'
	]
	loop
		execute format(
			'delete from public.%I where territory_id = $1 and demonstration', record_table
		) using p_territory;
		get diagnostics removed = row_count;
		counts := counts || jsonb_build_object(record_table, removed);
	end loop;
	return counts::json;
end
$$;

-- Campaigns: what an EPCI knew of its units one day, frozen, and two of them compared by the ground that they share.

create function public.freeze_units(p_campaign uuid) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_campaign campagne;
	v_count integer;
begin
	select * into v_campaign from campagne where campagne_id = p_campaign;
	insert into campagne_unite (
		campagne_id, uf_id, site_id, site_nom, comm_insee, surface_m2, emprise_batie_m2, etat, motif,
		depuis, emplois, preuve, geom
	)
	select p_campaign, judged.uf_id, judged.site_id, site.site_nom, judged.comm_insee, judged.surface_m2,
		judged.emprise_batie_m2, judged.etat, judged.motif, judged.depuis, judged.emplois, judged.preuve,
		unit.geom
	from judged_units(v_campaign.territory_id, array[v_campaign.valeur_au]) as judged
	join unite_fonciere as unit using (uf_id)
	join site_eco as site on site.site_id = judged.site_id
	where judged.epci_siren = v_campaign.epci_siren;
	get diagnostics v_count = row_count;
	return v_count;
end
$$;

-- p_day is a 1 January, past or the next one.
create function public.campaign_freeze(p_territory text, p_epci text, p_day date) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id uuid;
	v_count integer;
begin
	if not is_agent_of(p_territory, p_epci) or not exists (
		select from epci where territory_id = p_territory and epci_siren = p_epci
	) then
		raise sqlstate 'PT403' using
			message = format('L''inventaire de l''EPCI « %s » est tenu par ses agents.', p_epci),
			hint = 'Un compte d''agent de cet EPCI.',
			detail = json_build_object('code', 'campaign_agents', 'value', p_epci)::text;
	elsif p_day is null or to_char(p_day, 'MM-DD') <> '01-01'
		or p_day > date_trunc('year', local_day()) + interval '1 year'
	then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas le 1er janvier d''une année commencée ou de la prochaine.', p_day),
			hint = 'Un 1er janvier, AAAA-01-01.',
			detail = json_build_object('code', 'campaign_day', 'value', coalesce(p_day::text, ''))::text;
	end if;
	insert into campagne (territory_id, epci_siren, valeur_au, par, par_nom)
	values (p_territory, p_epci, p_day, auth.uid(), member_label(auth.uid()))
	on conflict on constraint campagne_un_jour do nothing
	returning campagne_id into v_id;
	if v_id is null then
		raise sqlstate 'PT409' using
			message = format('Une campagne de cet EPCI a déjà été figée le %s.', to_char(local_day(), 'DD/MM/YYYY')),
			hint = 'Une campagne par jour : revenez demain, ou gardez celle d''aujourd''hui.',
			detail = json_build_object('code', 'campaign_twice', 'at', local_day())::text;
	end if;
	v_count := freeze_units(v_id);
	if v_count = 0 then
		raise sqlstate 'PT422' using
			message = 'Aucune unité foncière de cet EPCI n''est dans un site : il n''y a rien à figer.',
			hint = 'Des unités foncières rattachées à un site, par l''import.',
			detail = json_build_object('code', 'campaign_empty')::text;
	end if;
	return json_build_object('id', v_id, 'units', v_count);
end
$$;

comment on function public.campaign_freeze is
	'Fige l''inventaire d''un EPCI, jugé à un 1er janvier, pour un agent de cet EPCI ; une campagne par jour';

create function public.campaign_list(p_territory text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'id', campagne_id, 'epci', epci_siren, 'day', valeur_au, 'frozenOn', figee_le,
		'demonstration', demonstration,
		'by', case when is_agent_of(p_territory, epci_siren) then par_nom end,
		'units', units, 'vacant', vacant, 'unknown', unknown, 'areaM2', area_m2, 'vacantM2', vacant_m2
	) order by epci_siren, figee_le desc, valeur_au desc), '[]')
	from campagne
	cross join lateral (
		select count(*) as units, count(*) filter (where etat = 'vacante') as vacant,
			count(*) filter (where etat = 'inconnue') as unknown, sum(round(surface_m2)) as area_m2,
			coalesce(sum(round(surface_m2)) filter (where etat = 'vacante'), 0) as vacant_m2
		from campagne_unite where campagne_unite.campagne_id = campagne.campagne_id
	) as counted
	where territory_id = p_territory
$$;

comment on function public.campaign_list is
	'Campagnes figées d''un territoire, la dernière d''abord ; leur auteur pour les seuls agents de l''EPCI';

-- Two units answer each other where they share a tenth of the smaller one. Shares of areas need no projection: both
-- sides of a ratio are measured at the same place.
create function public.campaign_changes(p_former uuid, p_later uuid) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_former campagne;
	v_later campagne;
begin
	select * into v_former from campagne where campagne_id = p_former;
	select * into v_later from campagne where campagne_id = p_later;
	if v_former.campagne_id is null or v_later.campagne_id is null
		or v_former.epci_siren <> v_later.epci_siren
		or (v_former.valeur_au, v_former.figee_le) >= (v_later.valeur_au, v_later.figee_le)
	then
		raise sqlstate 'PT404' using
			message = 'Ces deux campagnes ne se comparent pas.',
			hint = 'Deux campagnes d''un même EPCI, la plus ancienne d''abord.',
			detail = json_build_object('code', 'campaign_pair')::text;
	end if;
	return (
		with pair as materialized (
			select former.uf_id as before, later.uf_id as after
			from campagne_unite as former
			join campagne_unite as later on later.campagne_id = p_later and former.geom && later.geom
				and st_intersects(former.geom, later.geom)
			cross join lateral (
				select st_area(st_intersection(former.geom, later.geom)) as shared,
					least(st_area(former.geom), st_area(later.geom)) as smaller
			) as measured
			where former.campagne_id = p_former and shared >= 0.1 * smaller
		), joined as (
			select before, after, count(*) over (partition by before) as afters,
				count(*) over (partition by after) as befores
			from pair
		), kind_of as (
			select before, after,
				case
					when befores = 1 and afters = 1 then 'same'
					when max(befores) over (partition by before) = 1 then 'split'
					when max(afters) over (partition by after) = 1 then 'merged'
					else 'redrawn'
				end as kind
			from joined
		), line as (
			select kind, array[before] as before, array[after] as after
			from kind_of where kind = 'same' or kind = 'redrawn'
			union all
			select kind, array[before], array_agg(after order by after)
			from kind_of where kind = 'split' group by kind, before
			union all
			select kind, array_agg(before order by before), array[after]
			from kind_of where kind = 'merged' group by kind, after
			union all
			select 'gone', array[uf_id], '{}' from campagne_unite
			where campagne_id = p_former and uf_id not in (select before from pair)
			union all
			select 'new', '{}', array[uf_id] from campagne_unite
			where campagne_id = p_later and uf_id not in (select after from pair)
		), told as (
			select line.*, former.etats as former_states, later.etats as later_states,
				coalesce(later.site_nom, former.site_nom) as site_nom,
				coalesce(later.surface, former.surface) as surface
			from line
			left join lateral (
				select array_agg(etat order by uf_id) as etats, min(site_nom) as site_nom,
					sum(round(surface_m2)) as surface
				from campagne_unite where campagne_id = p_former and uf_id = any (line.before)
			) as former on true
			left join lateral (
				select array_agg(etat order by uf_id) as etats, min(site_nom) as site_nom,
					sum(round(surface_m2)) as surface
				from campagne_unite where campagne_id = p_later and uf_id = any (line.after)
			) as later on true
		), named as (
			select told.*, case
				when kind <> 'same' then kind
				when former_states = later_states then 'unchanged'
				when later_states = array['vacante'] then 'vacant'
				when later_states = array['occupée'] and former_states <> array['inconnue'] then 'reused'
				else 'changed'
			end as change
			from told
		)
		select json_build_object(
			'epci', v_later.epci_siren, 'former', v_former.valeur_au, 'later', v_later.valeur_au,
			'formerFrozenOn', v_former.figee_le, 'laterFrozenOn', v_later.figee_le,
			'demonstration', v_former.demonstration or v_later.demonstration,
			'unchanged', (select count(*) from named where change = 'unchanged'),
			'lines', (
				select coalesce(json_agg(json_build_object(
					'change', change, 'siteName', site_nom, 'before', before, 'after', after,
					'formerStates', coalesce(former_states, '{}'),
					'laterStates', coalesce(later_states, '{}'), 'areaM2', surface
				) order by array_position(
					array['vacant', 'reused', 'changed', 'split', 'merged', 'redrawn', 'new', 'gone'], change
				), site_nom, before, after), '[]')
				from named where change <> 'unchanged'
			)
		)
	);
end
$$;

comment on function public.campaign_changes is
	'Ce qui a changé d''une campagne à la suivante, par recouvrement des emprises : devenue vacante, réoccupée, autre état, divisée, réunie, redécoupée, nouvelle, disparue';

-- What is invented of the inventory, so that its pages live at the first start: from the units and firms of the
-- demonstration set, the same for the same set, and marked as such.

-- A number from 0 to 1 that a text always gives.
create function public.invented_share(p_text text) returns double precision
language sql immutable
set search_path = public, extensions
as $$
	select ('x' || substr(md5(p_text), 1, 7))::bit(28)::integer / 268435456.0
$$;

create function public.demonstrate_evidence(p_territory text, p_year integer) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	create temporary table invented on commit drop as
	select unit.uf_id, unit.geom, unit.territory_id, plot.terr_etat_occup as occupancy,
		plot.terr_usage as usage, invented_share(unit.uf_id) as share,
		invented_share(unit.uf_id || 'b') as other,
		-- When it was seen, between January of the year before and the end of August.
		make_date(p_year - 1, 1, 1) + (invented_share(unit.uf_id || 'c') * 600)::integer as seen
	from unite_fonciere as unit
	join terrain_eco as plot on plot.terr_id = replace(unit.uf_id, '_UF_', '_TERRAIN-ECO_')
	where unit.territory_id = p_territory and unit.demonstration;

	update unite_fonciere as unit set uf_emprise_batie_m2 =
		case when invented.usage = 'bâti productif' then round(unit.uf_surface_m2 * (0.2 + 0.3 * share)) else 0 end
	from invented where invented.uf_id = unit.uf_id and share < 0.95;

	insert into unite_proprietaire (
		uf_id, proprio_nom, proprio_compte, territory_id, source_nom, source_date, source_methode, demonstration
	)
	select uf_id, format('Propriétaire fictif n° %s', 1 + (other * 120)::integer),
		format('F%s', lpad((1 + (other * 120)::integer)::text, 5, '0')), territory_id,
		'Fichiers fonciers fictifs', make_date(p_year, 1, 1), 'démonstration', true
	from invented;

	-- Who is there; of some the source was last read too long ago.
	insert into unite_occupant (
		uf_id, occupant_type, siret, du, effectif, territory_id, source_nom, source_date, source_methode,
		demonstration
	)
	select invented.uf_id, 'établissement', firm.siret,
		case when share < 0.12 then make_date(p_year - 1, 4, 1) else firm.etab_creation_date end,
		firm.etab_effectif, invented.territory_id, 'Répertoire des établissements fictif',
		case
			when share < 0.12 then greatest(seen, make_date(p_year - 1, 6, 1))
			when share < 0.82 then seen else make_date(p_year - 4, 5, 12)
		end, 'démonstration', true
	from invented
	join etablissement as firm on firm.demonstration and firm.etab_actif = 'oui'
		and st_intersects(firm.geom, invented.geom)
	where invented.occupancy = 'occupé' and firm.etab_creation_date is not null;

	-- Who left: units that stand empty, and some that stood empty before they were in use again.
	insert into unite_occupant (
		uf_id, occupant_type, du, au, effectif, territory_id, source_nom, source_date, source_methode,
		demonstration
	)
	select uf_id, 'autre', make_date(p_year - 17, 3, 1), make_date(p_year - 5, 9, 30), 4 + (share * 20)::integer,
		territory_id, 'Répertoire des établissements fictif', seen, 'démonstration', true
	from invented where occupancy = 'vacant' and other < 0.7 or occupancy = 'occupé' and share < 0.12;

	insert into unite_constat (
		constat_id, uf_id, constat, nature, observe_le, depuis, saisi_le, territory_id, source_nom,
		source_date, source_methode, demonstration
	)
	select md5(uf_id || said)::uuid, uf_id, said, nature, seen, since, seen, territory_id,
		'Visite fictive', seen, 'démonstration', true
	from (
		select invented.*,
			case
				when occupancy in ('occupé', 'occupation transitoire') then 'occupée'
				when occupancy = 'vacant' then 'local vacant'
				when occupancy = 'friche' then 'établissement fermé' else 'jamais occupée'
			end as said,
			case when occupancy = 'inoccupé' then 'photographie aérienne' else 'visite' end as nature,
			case
				when occupancy = 'vacant' then make_date(p_year - 4, 6, 1) + (share * 620)::integer
				when occupancy = 'friche' then make_date(p_year - 9, 1, 31)
				when occupancy = 'inoccupé' then make_date(p_year - 12, 1, 1)
			end as since
		from invented
		where occupancy in ('vacant', 'friche', 'occupation transitoire', 'inoccupé') and other < 0.8
			or occupancy = 'occupé' and other < 0.1
	) as told
	where since is null or since <= seen;
	drop table invented;
end
$$;

-- Of the former campaign: one unit was not yet there, one was two, two neighbours were one, and a road was counted.
create function public.demonstrate_former(p_campaign uuid) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	create temporary table former on commit drop as
	select unit.uf_id, unit.geom, judged.site_id, site.site_nom, judged.comm_insee, judged.surface_m2,
		judged.emprise_batie_m2, judged.etat, judged.motif, judged.depuis, judged.emplois, judged.preuve,
		row_number() over (order by invented_share(unit.uf_id)) as rank
	from campagne
	join judged_units(campagne.territory_id, array[campagne.valeur_au]) as judged using (epci_siren)
	join unite_fonciere as unit using (uf_id)
	join site_eco as site on site.site_id = judged.site_id
	where campagne_id = p_campaign;

	with neighbours as (
		select one.uf_id as kept, other.uf_id as added, st_union(one.geom, other.geom) as geom,
			one.surface_m2 + other.surface_m2 as surface_m2
		from former as one
		join former as other on one.uf_id < other.uf_id and one.rank > 2 and other.rank > 2
			and st_intersects(one.geom, other.geom)
		where geometrytype(st_union(one.geom, other.geom)) = 'POLYGON'
		order by one.rank limit 1
	), drawn as (
		select uf_id, former.geom, surface_m2 from former
		where rank > 2 and not exists (select from neighbours where uf_id in (kept, added))
		union all
		select kept, geom, surface_m2 from neighbours
		union all
		select uf_id || half.suffix, piece.geom, round(surface_m2 / 2)
		from former
		cross join (values ('-A', 0), ('-B', 1)) as half (suffix, side)
		cross join lateral (
			select st_intersection(former.geom, st_makeenvelope(
				case side when 0 then st_xmin(former.geom) else (st_xmin(former.geom) + st_xmax(former.geom)) / 2 end,
				st_ymin(former.geom),
				case side when 0 then (st_xmin(former.geom) + st_xmax(former.geom)) / 2 else st_xmax(former.geom) end,
				st_ymax(former.geom), 4326
			)) as geom
		) as piece
		where rank = 2 and geometrytype(piece.geom) = 'POLYGON'
	)
	insert into campagne_unite (
		campagne_id, uf_id, site_id, site_nom, comm_insee, surface_m2, emprise_batie_m2, etat, motif,
		depuis, emplois, preuve, geom
	)
	select p_campaign, drawn.uf_id, site_id, site_nom, comm_insee, drawn.surface_m2, emprise_batie_m2, etat,
		motif, depuis, emplois, preuve, drawn.geom
	from drawn
	join former on former.uf_id = drawn.uf_id or drawn.uf_id in (former.uf_id || '-A', former.uf_id || '-B')
	union all
	(
		select p_campaign, 'ANCIENNE-' || road.terr_id, site.site_id, site.site_nom, road.comm_insee,
			round(road.terr_surf_brute * 10000), 0, 'libre', null, null, 0, null, st_geometryn(road.geom, 1)
		from terrain_eco as road
		join site_eco as site using (site_id)
		where road.demonstration and road.terr_usage = 'voirie ou infrastructure'
			and site_id in (select site_id from former)
		order by road.terr_id limit 1
	);
	drop table former;
end
$$;

create function public.inventory_demonstrate(p_territory text) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_year integer := (
		select extract(year from max(source_date)) from unite_fonciere
		where territory_id = p_territory and demonstration
	);
	v_campaign record;
begin
	if v_year is null
		or exists (select from unite_constat where territory_id = p_territory)
		or exists (select from unite_occupant where territory_id = p_territory)
		or exists (select from campagne where territory_id = p_territory)
	then
		return 0;
	end if;
	perform demonstrate_evidence(p_territory, v_year);
	for v_campaign in
		insert into campagne (territory_id, epci_siren, valeur_au, figee_le, par_nom, demonstration)
		select p_territory, epci_siren, make_date(year, 1, 1), make_date(year, 2, 16), 'Agent fictif', true
		from (values (v_year - 1), (v_year)) as campaign (year)
		cross join (
			select distinct epci_siren from unite_fonciere
			where territory_id = p_territory and demonstration and epci_siren is not null
		) as member
		returning campagne_id, valeur_au
	loop
		if extract(year from v_campaign.valeur_au) = v_year then
			perform freeze_units(v_campaign.campagne_id);
		else
			perform demonstrate_former(v_campaign.campagne_id);
		end if;
	end loop;
	return (select count(*) from unite_constat where territory_id = p_territory);
end
$$;

comment on function public.inventory_demonstrate is
	'Invente propriétaires, occupants, constats et deux campagnes pour les unités de la démonstration, une seule fois ; rend le nombre de constats';

-- What an agent saw of a unit: kept as it was seen, once however often it is sent.

create function public.refuse_changed_inventory() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	-- The account may close; the unit or the demonstration may go, and takes along what was known of it.
	if tg_op = 'UPDATE' and to_jsonb(new) - 'par' = to_jsonb(old) - 'par' and to_jsonb(new) ->> 'par' is null
		or tg_op = 'DELETE' and (
			to_jsonb(old) ->> 'demonstration' = 'true'
			or tg_table_name = 'unite_constat'
				and not exists (select from unite_fonciere where uf_id = to_jsonb(old) ->> 'uf_id')
			or tg_table_name = 'campagne_unite'
				and not exists (select from campagne where campagne_id::text = to_jsonb(old) ->> 'campagne_id')
		)
	then
		return case when tg_op = 'DELETE' then old else new end;
	end if;
	raise sqlstate 'PT403' using
		message = 'Ce qui a été constaté ou figé ne se modifie pas.',
		hint = 'Ajoutez un constat plus récent, ou figez une nouvelle campagne.';
end
$$;

comment on function public.refuse_changed_inventory is
	'Refuse de réécrire un constat ou une campagne ; seuls partent ceux de la démonstration, et ceux d''une unité retirée';

create trigger append_only before update or delete on public.unite_constat
	for each row execute function public.refuse_changed_inventory();
create trigger append_only before update or delete on public.campagne
	for each row execute function public.refuse_changed_inventory();
create trigger append_only before update or delete on public.campagne_unite
	for each row execute function public.refuse_changed_inventory();
create trigger never_emptied before truncate on public.unite_constat
	for each statement execute function public.refuse_truncation();
create trigger never_emptied before truncate on public.campagne
	for each statement execute function public.refuse_truncation();
create trigger never_emptied before truncate on public.campagne_unite
	for each statement execute function public.refuse_truncation();

create function public.check_visit(p_visit json) returns void
language plpgsql stable
set search_path = public, extensions
as $$
declare
	v_seen text := p_visit ->> 'seen';
	v_since text := p_visit ->> 'since';
	v_said text[] := allowed_values('public.unite_constat', 'constat');
	v_lon double precision := (p_visit #>> '{position,lon}')::double precision;
	v_lat double precision := (p_visit #>> '{position,lat}')::double precision;
begin
	if not coalesce(p_visit ->> 'said' = any (v_said), false) then
		raise sqlstate 'PT400' using
			message = format('« %s » ne dit pas ce qui a été constaté.', p_visit ->> 'said'),
			hint = array_to_string(v_said, ', '),
			detail = json_build_object('code', 'visit_said', 'value', coalesce(p_visit ->> 'said', ''))::text;
	elsif not coalesce(is_day(v_seen), false) or not coalesce(is_day(v_since), true) then
		v_since := case when coalesce(is_day(v_seen), false) then v_since else v_seen end;
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas un jour.', v_since),
			hint = 'Un jour, AAAA-MM-JJ.',
			detail = json_build_object('code', 'visit_day', 'value', coalesce(v_since, ''))::text;
	elsif v_seen::date > local_day() then
		raise sqlstate 'PT400' using
			message = format('Une visite du %s n''a pas encore eu lieu.', to_char(v_seen::date, 'DD/MM/YYYY')),
			hint = 'Aujourd''hui ou un jour passé.',
			detail = json_build_object('code', 'visit_future', 'value', v_seen)::text;
	elsif v_since::date > v_seen::date then
		raise sqlstate 'PT400' using
			message = format('L''unité ne peut être ainsi depuis le %s si elle a été vue le %s.',
				to_char(v_since::date, 'DD/MM/YYYY'), to_char(v_seen::date, 'DD/MM/YYYY')),
			hint = 'Un jour qui ne suit pas celui de la visite.',
			detail = json_build_object('code', 'visit_since', 'value', v_since)::text;
	elsif length(p_visit ->> 'note') > 1000 then
		raise sqlstate 'PT400' using
			message = format('Une remarque de %s caractères est trop longue.', length(p_visit ->> 'note')),
			hint = '1 000 caractères au plus.',
			detail = json_build_object('code', 'visit_note', 'value', length(p_visit ->> 'note')::text)::text;
	elsif (v_lon is null) <> (v_lat is null) or not coalesce(abs(v_lon) <= 180 and abs(v_lat) <= 90, true) then
		raise sqlstate 'PT400' using
			message = format('« %s, %s » n''est pas une position.', v_lon, v_lat),
			hint = 'Une longitude et une latitude en degrés, ou rien.',
			detail = json_build_object('code', 'visit_position', 'value', concat_ws(', ', v_lon, v_lat))::text;
	end if;
end
$$;

-- p_visit: { id, unit, said, seen, since, note, position: { lon, lat, precision } or null }. The id is the visitor's: what
-- comes again, because no answer arrived, is there already.
create function public.visit_record(p_territory text, p_visit json) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_unit unite_fonciere;
	v_id uuid := (p_visit ->> 'id')::uuid;
	v_inserted integer;
begin
	select * into v_unit from unite_fonciere
	where uf_id = p_visit ->> 'unit' and territory_id = p_territory;
	if v_unit.uf_id is null or not is_agent_of(p_territory, v_unit.epci_siren) then
		raise sqlstate 'PT404' using
			message = format('Aucune unité foncière « %s » parmi celles de vos EPCI.', p_visit ->> 'unit'),
			hint = 'L''identifiant d''une unité de l''un de vos EPCI.',
			detail = json_build_object('code', 'unit_unknown', 'value', coalesce(p_visit ->> 'unit', ''))::text;
	end if;
	perform check_visit(p_visit);
	insert into unite_constat (
		constat_id, uf_id, constat, nature, observe_le, depuis, position, precision_m, note, par, par_nom,
		territory_id, source_nom, source_date, source_methode, demonstration
	)
	values (
		v_id, v_unit.uf_id, p_visit ->> 'said', 'visite', (p_visit ->> 'seen')::date,
		(p_visit ->> 'since')::date,
		st_setsrid(st_makepoint(
			(p_visit #>> '{position,lon}')::double precision,
			(p_visit #>> '{position,lat}')::double precision
		), 4326),
		(p_visit #>> '{position,precision}')::double precision, nullif(btrim(p_visit ->> 'note'), ''),
		auth.uid(), member_label(auth.uid()), p_territory,
		coalesce((select epci_nom from epci where epci_siren = v_unit.epci_siren), 'EPCI'),
		(p_visit ->> 'seen')::date, 'visite de terrain', false
	)
	on conflict (constat_id) do nothing;
	get diagnostics v_inserted = row_count;
	if v_inserted = 0 and not exists (
		select from unite_constat
		where constat_id = v_id and uf_id = v_unit.uf_id and constat = p_visit ->> 'said'
			and observe_le = (p_visit ->> 'seen')::date
	) then
		raise sqlstate 'PT409' using
			message = format('La visite « %s » est déjà inscrite, et dit autre chose.', v_id),
			hint = 'Une nouvelle visite, avec un identifiant de son côté.',
			detail = json_build_object('code', 'visit_other', 'value', v_id)::text;
	end if;
	return json_build_object('id', v_id, 'recorded', v_inserted = 1);
end
$$;

comment on function public.visit_record is
	'Inscrit la visite d''une unité par un agent de son EPCI ; la même, envoyée de nouveau, est déjà là';

-- What an agent would go and see: units whose state is not known, those first that weigh most in the rate of their site.
create function public.inventory_worklist(p_territory text, p_day date) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	if not exists (
		select from epci where territory_id = p_territory and is_agent_of(p_territory, epci_siren)
	) then
		raise sqlstate 'PT403' using
			message = format('Les visites de « %s » sont réservées à ses agents.', p_territory),
			hint = 'Un compte d''agent ou d''administrateur de ce territoire.',
			detail = json_build_object('code', 'visits_agents')::text;
	end if;
	return (
		with unit as materialized (
			select *, count(*) over (partition by site_id) as of_site
			from judged_units(p_territory, array[p_day])
		), due as (
			select unit.*, 100.0 / of_site as points, site_nom, centre.spot
			from unit
			join site_eco using (site_id)
			join unite_fonciere as land using (uf_id)
			cross join lateral st_pointonsurface(land.geom) as centre (spot)
			where etat = 'inconnue' and is_agent_of(p_territory, unit.epci_siren)
		)
		select json_build_object(
			'units', coalesce(json_agg(json_build_object(
				'id', uf_id, 'siteId', site_id, 'siteName', site_nom, 'commune', comm_insee,
				'epci', epci_siren, 'areaM2', surface_m2, 'why', motif, 'points', points,
				'siteUnits', of_site, 'evidence', preuve, 'lon', st_x(spot), 'lat', st_y(spot)
			) order by points desc, surface_m2 desc, uf_id), '[]')
		)
		from due
	);
end
$$;

comment on function public.inventory_worklist is
	'Unités dont l''état est inconnu à un jour donné, parmi celles des EPCI du compte, celles dont la visite resserre le plus le taux de leur site d''abord';

-- What state a land unit is in at a day, from what is known of it, and what that makes of a site, a commune, an EPCI
-- and the territory.

-- Mirrors unitState in src/lib/domain/vacancy.ts; tests/db/inventory.test.ts keeps the two equal.
create function public.unit_state(
	p_occupied boolean, p_closed boolean, p_vacant_premises boolean
) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case
		when p_occupied then 'occupée'
		when p_closed or p_vacant_premises then 'vacante'
		else 'libre'
	end
$$;

comment on function public.unit_state is
	'État d''une unité foncière au sens de l''article 220 : occupée, vacante ou libre sans occupation antérieure';

-- Everything that says something of a unit at a day. A statement speaks of the time from its beginning to the day it
-- was seen, for two years before and after that day at most: of an earlier one, those who have left since would be
-- missing. What closed stays closed: its
-- link is an occupation until that day, and a closure from there on.
create function public.unit_statements(p_territory text, p_days date[]) returns table (
	jour date, uf_id text, dit text, debut date, explicite boolean, jusqu_au date, frais boolean,
	entier boolean, preuve jsonb
)
language sql stable
set search_path = public, extensions
as $$
	select jour, c.uf_id, c.constat, coalesce(c.depuis, c.observe_le), c.depuis is not null,
		least(c.observe_le, jour), c.observe_le + interval '2 years' >= jour, true,
		jsonb_build_object(
			'said', c.constat, 'kind', c.nature, 'seen', c.observe_le, 'since', c.depuis,
			'source', c.source_nom, 'siret', null, 'demonstration', c.demonstration
		)
	from unnest(p_days) as jour cross join unite_constat as c
	where c.territory_id = p_territory and coalesce(c.depuis, c.observe_le) <= jour
		and c.observe_le - interval '2 years' <= jour
	union all
	select jour, l.uf_id, state.dit,
		case when state.dit = 'occupée' then l.du else l.au end, true,
		case
			when state.dit = 'occupée' then least(coalesce(l.au, l.source_date), jour)
			else least(greatest(l.source_date, l.au), jour)
		end,
		-- That it was there until a day is over is no matter of freshness.
		state.dit = 'occupée' and l.au is not null or l.source_date + interval '2 years' >= jour,
		false,
		jsonb_build_object(
			'said', state.dit, 'kind', 'lien', 'seen', l.source_date,
			'since', case when state.dit = 'occupée' then l.du else l.au end,
			'source', l.source_nom, 'siret', l.siret, 'demonstration', l.demonstration
		)
	from unnest(p_days) as jour cross join unite_occupant as l
	cross join lateral (
		select case when l.au <= jour then 'établissement fermé' else 'occupée' end as dit
	) as state
	where l.territory_id = p_territory and l.du <= jour and l.source_date - interval '2 years' <= jour
$$;

comment on function public.unit_statements is
	'Ce que constats et liens disent des unités d''un territoire à des jours donnés, et jusqu''à quand';

-- The latest statement decides, and an occupation against any other of the same day; of two that are equal, the one
-- seen last. Without an occupation, whatever closed or stands empty since the last one makes the unit vacant, once two
-- years have passed since a day that is proven.
create function public.judged_units(p_territory text, p_days date[]) returns table (
	jour date, uf_id text, site_id text, comm_insee text, epci_siren text,
	surface_m2 double precision, emprise_batie_m2 double precision,
	etat text, motif text, depuis date, emplois integer, sans_effectif integer, preuve jsonb
)
language sql stable
set search_path = public, extensions
as $$
	with said as materialized (
		select * from unit_statements(p_territory, p_days)
	), occupied as (
		select said.jour, said.uf_id,
			max(jusqu_au) filter (where dit = 'occupée' and frais) as proven,
			greatest(
				max(jusqu_au) filter (where dit = 'occupée'),
				max(debut) filter (where dit = 'établissement fermé' and not entier)
			) as latest,
			max(jusqu_au) filter (where dit <> 'occupée' and entier and frais) as denied
		from said group by 1, 2
	), empty as (
		select said.jour, said.uf_id,
			bool_or(dit = 'établissement fermé' and frais) as closed,
			bool_or(dit = 'local vacant' and frais) as vacant_premises,
			bool_or(dit = 'jamais occupée' and frais) as never,
			max(debut) filter (where explicite and dit <> 'jamais occupée') as told_since,
			min(debut) filter (where dit <> 'jamais occupée') as seen_since
		from said join occupied using (jour, uf_id)
		where dit <> 'occupée' and (latest is null or jusqu_au >= latest)
		group by 1, 2
	), judged as (
		select unit.uf_id, unit.site_id, unit.comm_insee, unit.epci_siren,
			coalesce(unit.uf_surface_m2, 0) as surface_m2,
			unit.uf_emprise_batie_m2 as emprise_batie_m2, day.jour, occupied.latest,
			proven is not null and (denied is null or proven >= denied) as is_occupied,
			coalesce(closed, false) as closed, coalesce(vacant_premises, false) as vacant_premises,
			coalesce(never, false) as never, told_since, coalesce(told_since, seen_since) as since,
			occupied.uf_id is not null as known
		from unnest(p_days) as day (jour)
		cross join unite_fonciere as unit
		join site_eco as site on site.site_id = unit.site_id and site.publie
			and site.territory_id = unit.territory_id
		left join occupied on occupied.jour = day.jour and occupied.uf_id = unit.uf_id
		left join empty on empty.jour = day.jour and empty.uf_id = unit.uf_id
		where unit.territory_id = p_territory and unit.publie
	), stated as (
		select judged.*,
			case
				when not (is_occupied or closed or vacant_premises or never) then 'inconnue'
				when unit_state(is_occupied, closed, vacant_premises) <> 'vacante'
					then unit_state(is_occupied, closed, vacant_premises)
				when since <= judged.jour - interval '2 years' then 'vacante'
				when told_since is not null or latest > judged.jour - interval '2 years'
					then 'récemment inoccupée'
				else 'inconnue'
			end as etat
		from judged
	), decided as (
		select distinct on (said.jour, said.uf_id) said.jour, said.uf_id, said.preuve
		from said join stated using (jour, uf_id)
		where case
			when etat = 'occupée' then dit = 'occupée' and frais
			when etat = 'libre' then dit = 'jamais occupée' and frais
			when closed or vacant_premises then dit in ('établissement fermé', 'local vacant') and frais
			else true
		end
		order by said.jour, said.uf_id, jusqu_au desc, said.preuve ->> 'seen' desc, dit
	), jobs as (
		-- Of who is there; of an empty unit, of who left last.
		select ranked.jour, ranked.uf_id, sum(effectif) as jobs,
			count(*) filter (where effectif is null) as without
		from (
			select day.jour, link.uf_id, link.effectif, rank() over (
				partition by day.jour, link.uf_id
				order by case when link.au <= day.jour then link.au end desc nulls first
			)
			from unnest(p_days) as day (jour) join unite_occupant as link on link.du <= day.jour
			where link.territory_id = p_territory
		) as ranked
		where rank = 1
		group by 1, 2
	)
	select stated.jour, stated.uf_id, stated.site_id, stated.comm_insee, stated.epci_siren, surface_m2,
		emprise_batie_m2, etat,
		case when etat = 'inconnue' then case
			when not known then 'aucun constat'
			when closed or vacant_premises then 'durée inconnue'
			else 'constat périmé'
		end end,
		case
			when etat in ('vacante', 'récemment inoccupée') then since
			when etat <> 'inconnue' then (decided.preuve ->> 'since')::date
		end,
		coalesce(jobs.jobs, 0)::integer, coalesce(jobs.without, 0)::integer, decided.preuve
	from stated
	left join decided using (jour, uf_id)
	left join jobs using (jour, uf_id)
$$;

comment on function public.judged_units is
	'Unités foncières publiées d''un territoire, jugées à des jours donnés : état, motif s''il est inconnu, preuve qui a décidé, salariés présents ou derniers connus';

create function public.inventory_figures(p_territory text, p_days date[]) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	with unit as (
		select * from judged_units(p_territory, p_days)
	), line as (
		select jour,
			case
				when grouping(site_id) = 0 then 'site' when grouping(comm_insee) = 0 then 'commune'
				when grouping(epci_siren) = 0 then 'epci' else 'territoire'
			end as kind,
			coalesce(
				case when grouping(site_id) = 0 then site_id end,
				case when grouping(comm_insee) = 0 then comm_insee end,
				case when grouping(epci_siren) = 0 then epci_siren end, ''
			) as id,
			case when grouping(site_id) = 0 or grouping(comm_insee) = 0 then min(epci_siren) end as epci,
			case when grouping(site_id) = 0 then min(comm_insee) end as commune,
			count(*) as units,
			count(*) filter (where etat = 'occupée') as occupied,
			count(*) filter (where etat = 'vacante') as vacant,
			count(*) filter (where etat = 'récemment inoccupée') as recent,
			count(*) filter (where etat = 'libre') as free,
			count(*) filter (where etat = 'inconnue') as unknown,
			sum(round(surface_m2)) as area_m2,
			coalesce(sum(round(surface_m2)) filter (where etat = 'vacante'), 0) as vacant_m2,
			coalesce(sum(round(surface_m2)) filter (where etat = 'inconnue'), 0) as unknown_m2,
			sum(emplois) as jobs,
			coalesce(sum(emplois) filter (where etat = 'vacante'), 0) as vacant_jobs,
			coalesce(sum(emplois) filter (where etat = 'inconnue'), 0) as unknown_jobs,
			sum(sans_effectif) as without_jobs,
			coalesce(sum(round(emprise_batie_m2)), 0) as footprint_m2,
			coalesce(sum(round(surface_m2)) filter (where emprise_batie_m2 is not null), 0) as measured_m2
		from unit
		group by grouping sets ((jour), (jour, epci_siren), (jour, comm_insee), (jour, site_id))
	)
	select json_build_object(
		'source', (
			select json_build_object('date', max(source_date), 'demonstration', bool_or(demonstration))
			from unite_fonciere where territory_id = p_territory and publie
		),
		'firstSeen', (
			select min(seen) from (
				select min(observe_le) as seen from unite_constat where territory_id = p_territory
				union all
				select min(source_date) from unite_occupant where territory_id = p_territory
			) as all_seen
		),
		'lines', coalesce(json_agg(json_build_object(
			'day', jour, 'kind', kind, 'id', id, 'epci', epci, 'commune', commune, 'units', units, 'occupied', occupied, 'vacant', vacant,
			'recent', recent, 'free', free, 'unknown', unknown, 'areaM2', area_m2,
			'vacantM2', vacant_m2, 'unknownM2', unknown_m2, 'jobs', jobs, 'vacantJobs', vacant_jobs,
			'unknownJobs', unknown_jobs, 'withoutJobs', without_jobs, 'footprintM2', footprint_m2,
			'measuredM2', measured_m2
		) order by jour, kind, id), '[]')
	)
	from line
$$;

comment on function public.inventory_figures is
	'Unités foncières par état à des jours donnés, par site, commune, EPCI et pour le territoire : nombres, m², salariés, emprise bâtie ; rien qui nomme un propriétaire';

-- A page of the units of a place. Who is no agent of the EPCI learns neither the owners nor who saw what.
create function public.inventory_units(
	p_territory text, p_kind text, p_id text, p_day date, p_limit integer, p_offset integer
) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	with kept as materialized (
		select unit.*, site.site_nom
		from judged_units(p_territory, array[p_day]) as unit
		join site_eco as site using (site_id)
		where case p_kind
			when 'territoire' then true when 'epci' then unit.epci_siren = p_id
			when 'commune' then unit.comm_insee = p_id else unit.site_id = p_id
		end
	), page as (
		select * from kept
		order by site_nom, site_id, uf_id
		limit least(p_limit, 5000) offset p_offset
	)
	select json_build_object(
		'total', (select count(*) from kept),
		'units', coalesce(json_agg(json_build_object(
			'id', page.uf_id, 'siteId', page.site_id, 'siteName', site_nom, 'commune', page.comm_insee,
			'epci', page.epci_siren, 'parcels', unit.uf_refcad, 'areaM2', surface_m2,
			'footprintM2', emprise_batie_m2, 'state', etat, 'why', motif, 'since', depuis,
			'jobs', emplois, 'evidence', preuve,
			'outline', case when p_kind = 'site' then st_asgeojson(unit.geom, 6)::json end,
			'occupants', (
				select coalesce(json_agg(json_build_object(
					'kind', occupant_type, 'siret', link.siret, 'name', firm.etab_nom, 'from', du,
					'to', au, 'jobs', effectif, 'source', link.source_nom, 'date', link.source_date
				) order by au desc nulls first, du, link.siret), '[]')
				from unite_occupant as link
				left join etablissement as firm on firm.siret = link.siret and firm.publie
				where link.uf_id = page.uf_id and link.du <= p_day
			),
			'owners', case when is_agent_of(p_territory, page.epci_siren) then (
				select coalesce(json_agg(proprio_nom order by proprio_nom), '[]')
				from unite_proprietaire as owner where owner.uf_id = page.uf_id
			) end
		) order by site_nom, page.site_id, page.uf_id), '[]')
	)
	from page join unite_fonciere as unit using (uf_id)
$$;

comment on function public.inventory_units is
	'Unités foncières d''un lieu, jugées à un jour, avec la preuve qui a décidé et leurs occupants, et leur emprise pour un site ; les propriétaires pour les seuls agents de l''EPCI';

revoke all on table public.unite_proprietaire, public.unite_occupant, public.unite_constat, public.campagne, public.campagne_unite from public, anon, authenticated;
revoke all on function
	public.freeze_units,
	public.campaign_freeze,
	public.campaign_list,
	public.campaign_changes,
	public.invented_share,
	public.demonstrate_evidence,
	public.demonstrate_former,
	public.inventory_demonstrate,
	public.refuse_changed_inventory,
	public.check_visit,
	public.visit_record,
	public.inventory_worklist,
	public.unit_state,
	public.unit_statements,
	public.judged_units,
	public.inventory_figures,
	public.inventory_units
	from public, anon, authenticated;

-- Figures and states are public; owners, who saw what, and campaigns' authors are for the agents of the EPCI. What was
-- seen and frozen is added to, never changed.

grant all on table
	public.unite_proprietaire, public.unite_occupant
	to service_role;
grant select, insert, delete on table
	public.unite_constat, public.campagne, public.campagne_unite
	to service_role;
grant select on table
	public.unite_occupant, public.campagne_unite
	to anon, authenticated;
grant select on table
	public.unite_proprietaire, public.unite_constat, public.campagne
	to authenticated;

alter table public.unite_proprietaire enable row level security;
alter table public.unite_occupant enable row level security;
alter table public.unite_constat enable row level security;
alter table public.campagne enable row level security;
alter table public.campagne_unite enable row level security;

create policy lecture_par_agent on public.unite_proprietaire
	for select to authenticated
	using (exists (
		select from public.unite_fonciere as unit
		where unit.uf_id = unite_proprietaire.uf_id and is_agent_of(unit.territory_id, unit.epci_siren)
	));
create policy lecture_publique on public.unite_occupant
	for select to anon, authenticated
	using (exists (
		select from public.unite_fonciere as unit where unit.uf_id = unite_occupant.uf_id and unit.publie
	));
create policy lecture_par_agent on public.unite_constat
	for select to authenticated
	using (exists (
		select from public.unite_fonciere as unit
		where unit.uf_id = unite_constat.uf_id and is_agent_of(unit.territory_id, unit.epci_siren)
	));
create policy lecture_par_agent on public.campagne
	for select to authenticated using (is_agent_of(territory_id, epci_siren));
create policy lecture_publique on public.campagne_unite
	for select to anon, authenticated using (true);

-- Each says itself what may be told to whom.
grant execute on function
	public.inventory_figures, public.inventory_units, public.campaign_list, public.campaign_changes
	to anon, authenticated, service_role;

grant execute on function
	public.visit_record, public.inventory_worklist, public.campaign_freeze
	to authenticated, service_role;

grant execute on function
	public.unit_state, public.unit_statements, public.judged_units, public.freeze_units,
	public.check_visit, public.invented_share, public.demonstrate_evidence,
	public.demonstrate_former, public.inventory_demonstrate
	to service_role;
