-- What the daily work keeps of the planner's figures, and what a page reads of it.

create function public.refuse_changed_figures() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if tg_op = 'DELETE' and old.demonstration then
		return old;
	end if;
	raise sqlstate 'PT403' using
		message = 'Un chiffre relevé ne se modifie pas.',
		hint = 'Le prochain relevé dira ce qui a changé.';
end
$$;

comment on function public.refuse_changed_figures is
	'Refuse de réécrire un relevé ; seuls partent ceux qui comptent la démonstration';

create trigger append_only before update or delete on public.chiffres_releve
	for each row execute function public.refuse_changed_figures();
create trigger never_emptied before truncate on public.chiffres_releve
	for each statement execute function public.refuse_truncation();

-- Keeps what has changed since it was kept last, once a day. p_places: [{ lieu, chiffres, demonstration }], all places
-- that there are; one that was kept before and is not among them is kept as empty. A past day is for what is invented.
create function public.figures_keep(p_territory text, p_day date, p_places jsonb) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_count integer;
begin
	if p_day is distinct from local_day() and (
		p_day is null or p_day > local_day()
		or exists (select from jsonb_array_elements(p_places) as place where place ->> 'demonstration' <> 'true')
	) then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas aujourd''hui : un relevé se fait le jour même.', p_day),
			hint = local_day()::text,
			detail = json_build_object('code', 'figures_day', 'value', coalesce(p_day::text, ''))::text;
	end if;
	with given as (
		select place.lieu, place.chiffres, place.demonstration
		from jsonb_to_recordset(p_places) as place(lieu text, chiffres jsonb, demonstration boolean)
	), last as (
		select distinct on (lieu) lieu, chiffres, demonstration
		from chiffres_releve
		where territory_id = p_territory
		order by lieu, releve_le desc
	)
	insert into chiffres_releve (territory_id, lieu, releve_le, chiffres, demonstration)
	select p_territory, coalesce(given.lieu, last.lieu), p_day, coalesce(given.chiffres, '{}'),
		coalesce(given.demonstration, last.demonstration)
	from given
	full join last on last.lieu = given.lieu
	where last.chiffres is distinct from coalesce(given.chiffres, '{}')
		and (given.lieu is not null or p_day = local_day())
	on conflict do nothing;
	get diagnostics v_count = row_count;
	return v_count;
end
$$;

comment on function public.figures_keep is
	'Garde les chiffres du jour des lieux où ils ont changé depuis le dernier relevé ; rend le nombre de lieux';

-- The figures of a place as they were kept last on a day or before, and the first day of all; null where there is none.
create function public.figures_at(p_territory text, p_place text, p_day date) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'first', (
			select min(releve_le) from chiffres_releve where territory_id = p_territory and lieu = p_place
		),
		'kept', (
			select json_build_object('day', releve_le, 'tables', chiffres, 'demonstration', demonstration)
			from chiffres_releve
			where territory_id = p_territory and lieu = p_place and releve_le <= p_day
			order by releve_le desc
			limit 1
		)
	)
$$;

comment on function public.figures_at is
	'Chiffres d''un lieu au dernier relevé fait ce jour-là ou avant, et jour du premier relevé';

-- One figure of a place on each day on which something of the place had changed, the last 120 of them. p_line is null
-- for what the source does not state.
create function public.figures_history(
	p_territory text, p_place text, p_table text, p_line text, p_column text
) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(kept order by kept.day), '[]')
	from (
		select releve_le as day, demonstration, case
			when p_line = 'total' then chiffres #> array[p_table, 'total', 'figures', p_column]
			else (
				select line #> array['figures', p_column]
				from jsonb_array_elements(chiffres #> array[p_table, 'lines']) as line
				where line ->> 'key' is not distinct from p_line
			)
		end as value
		from chiffres_releve
		where territory_id = p_territory and lieu = p_place
		order by releve_le desc
		limit 120
	) as kept
$$;

comment on function public.figures_history is
	'Un chiffre d''un lieu à chacun de ses relevés, du plus ancien au plus récent';

-- A table of every place as it was kept last on a day or before; null for a place that was no more.
create function public.figures_of_places(p_territory text, p_table text, p_day date) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'place', lieu, 'day', releve_le, 'table', chiffres -> p_table
	) order by lieu), '[]')
	from (
		select distinct on (lieu) lieu, releve_le, chiffres
		from chiffres_releve
		where territory_id = p_territory and releve_le <= p_day
		order by lieu, releve_le desc
	) as last
$$;

comment on function public.figures_of_places is
	'Un tableau de chaque lieu au dernier relevé fait ce jour-là ou avant';

-- The land of a territory that whoever asks may see, counted by commune, EPCI and site together, so that every place is a
-- sum of lines. p_on_sale: sale stages of what can be had. p_days, p_bounds: ascending; a plot on sale is counted at the
-- place among them of the first day that it can be had on, and of its size. p_without: plots that are left out.
create function public.land_figures(
	p_territory text, p_on_sale text[], p_days date[], p_bounds double precision[], p_without text[]
) returns json
language sql stable
set search_path = public, extensions
as $$
	-- Read twice rather than kept: 300,000 plots would go through a file.
	with plot as not materialized (
		select terrain.comm_insee, terrain.epci_siren, terrain.site_id, terrain.terr_surf_brute,
			terrain.terr_stade_comm, terrain.terr_stade_amngt, terrain.terr_maitrise_fonc, terrain.terr_etat_occup,
			site.site_vocadomi, terrain.source_nom, terrain.source_date, terrain.demonstration,
			terrain.terr_stade_comm = any (p_on_sale) as on_sale,
			terrain.terr_surf_brute is not null as with_area,
			case when terrain.terr_stade_comm = any (p_on_sale) then
				coalesce(width_bucket(terrain.date_dispo - 1, p_days), cardinality(p_days))
			end as term,
			case when terrain.terr_stade_comm = any (p_on_sale) then
				coalesce(width_bucket(terrain.terr_surf_brute, p_bounds), 0) - 1
			end as size
		from terrain_eco as terrain
		left join site_eco as site using (site_id, territory_id)
		where territory_id = p_territory and coalesce(terrain.offre_type, 'Terrain') = 'Terrain'
			and terrain.terr_id <> all (p_without)
	), counted as (
		select comm_insee as commune, epci_siren as epci, site_id as site,
			case
				when grouping(terr_stade_comm) = 0 then 'commercialisation'
				when grouping(terr_stade_amngt) = 0 then 'amenagement'
				when grouping(terr_maitrise_fonc) = 0 then 'propriete'
				when grouping(site_vocadomi) = 0 then 'vocation'
				when grouping(term) = 0 then 'disponibilite'
				when grouping(size) = 0 then 'demande'
				when grouping(source_nom) = 0 then 'source'
				else 'occupation'
			end as "table",
			coalesce(
				terr_stade_comm, terr_stade_amngt, terr_maitrise_fonc, site_vocadomi, term::text, size::text,
				terr_etat_occup
			) as key,
			count(*) as plots,
			-- A half goes up, as everywhere else.
			coalesce(sum(floor(terr_surf_brute * 10000 + 0.5)), 0) as "squareMetres",
			count(*) - count(terr_surf_brute) as "withoutArea",
			max(terr_surf_brute) as "largestHa",
			on_sale as "onSale", with_area as "withArea", terr_etat_occup as occupancy,
			source_nom as source, max(source_date) as date, demonstration
		from plot
		group by comm_insee, epci_siren, site_id, grouping sets (
			terr_stade_comm, terr_stade_amngt, terr_maitrise_fonc, terr_etat_occup, site_vocadomi, term, size,
			(source_nom, demonstration, on_sale, with_area, terr_etat_occup)
		)
	), ranked as (
		select place.kind, place.id, array_agg(terr_surf_brute order by terr_surf_brute) as areas
		from plot
		cross join lateral (
			values ('territoire', ''), ('epci', epci_siren), ('commune', comm_insee), ('site', site_id)
		) as place(kind, id)
		where on_sale and with_area and place.id is not null
		group by place.kind, place.id
	), sized as (
		select kind, id, line, hectares, bound, (
			select count(*) from unnest(areas) as area where case when up_to then area <= bound else area >= bound end
		) as plots
		from ranked
		cross join lateral (
			values
				('plus-petit', areas[1], true),
				(
					'median',
					(areas[(cardinality(areas) + 1) / 2] + areas[cardinality(areas) / 2 + 1]) / 2,
					false
				),
				('plus-grand', areas[cardinality(areas)], false)
		) as edge(line, hectares, up_to)
		cross join lateral (
			select case when up_to then ceil(hectares * 1e6) else floor(hectares * 1e6) end / 1e6 as bound
		) as cut
	)
	select json_build_object(
		'counts', coalesce((
			select json_agg(json_build_object(
				'commune', commune, 'epci', epci, 'site', site, 'table', "table", 'key', key, 'plots', plots,
				'squareMetres', "squareMetres", 'withoutArea', "withoutArea", 'largestHa', "largestHa"
			))
			from counted
			where "table" <> 'source' and (key is not null or "table" not in ('disponibilite', 'demande'))
		), '[]'),
		'sizes', coalesce((select json_agg(sized) from sized), '[]'),
		'sources', coalesce((
			select json_agg(json_build_object(
				'commune', commune, 'epci', epci, 'site', site, 'onSale', "onSale", 'withArea', "withArea",
				'occupancy', occupancy, 'source', source, 'date', date, 'demonstration', demonstration
			))
			from counted
			where "table" = 'source'
		), '[]')
	)
$$;

comment on function public.land_figures is
	'Terrains d''un territoire comptés par lieu et par valeur : nombre, m², sans superficie, tailles de ceux à vendre, sources';
