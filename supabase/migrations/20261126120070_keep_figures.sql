-- The planner's figures as they were read, day after day.

create table public.chiffres_releve (
	territory_id text not null references public.territory,
	lieu text not null check (lieu = '' or lieu ~ '^(epci|commune|site):.+$'),
	releve_le date not null,
	chiffres jsonb not null check (jsonb_typeof(chiffres) = 'object'),
	demonstration boolean not null,
	primary key (territory_id, lieu, releve_le)
);

-- Deletes what is marked as demonstration and nothing else; the date of its first loading stays,
-- so that the next start does not bring it back.
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
		'chiffres_releve', 'enaf_consommation', 'enaf_enveloppe', 'enaf_projet', 'enaf_garantie',
		'zone_urba', 'urba_document',
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

create or replace function public.refuse_changed_figures() returns trigger
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

-- Keeps what has changed since it was kept last, once a day. p_places: [{ lieu, chiffres, demonstration }], all places
-- that there are; one that was kept before and is not among them is kept as empty. A past day is for what is invented.
create or replace function public.figures_keep(p_territory text, p_day date, p_places jsonb) returns integer
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

-- The figures of a place as they were kept last on a day or before, and the first day of all; null where there is none.
create or replace function public.figures_at(p_territory text, p_place text, p_day date) returns json
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

-- One figure of a place on each day on which something of the place had changed, the last 120 of them. p_line is null
-- for what the source does not state.
create or replace function public.figures_history(
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

create trigger append_only before update or delete on public.chiffres_releve
	for each row execute function public.refuse_changed_figures();

create trigger never_emptied before truncate on public.chiffres_releve
	for each statement execute function public.refuse_truncation();

create policy lecture_publique on public.chiffres_releve
	for select to anon, authenticated using (true);

alter table public.chiffres_releve enable row level security;

comment on column public.chiffres_releve.chiffres is 'Tableaux du lieu : pour chacun ses lignes, son total et ses sources ; objet vide si le lieu n''existe plus';

comment on column public.chiffres_releve.demonstration is 'Vrai si une fiche inventée du jeu de démonstration y est comptée';

comment on column public.chiffres_releve.lieu is 'Lieu tel que l''adresse l''écrit : epci:SIREN, commune:INSEE, site:identifiant ; vide pour le territoire';

comment on column public.chiffres_releve.releve_le is 'Jour du relevé';

comment on column public.chiffres_releve.territory_id is 'Territoire du lieu';

comment on function public.figures_at(p_territory text, p_place text, p_day date) is 'Chiffres d''un lieu au dernier relevé fait ce jour-là ou avant, et jour du premier relevé';

comment on function public.figures_history(p_territory text, p_place text, p_table text, p_line text, p_column text) is 'Un chiffre d''un lieu à chacun de ses relevés, du plus ancien au plus récent';

comment on function public.figures_keep(p_territory text, p_day date, p_places jsonb) is 'Garde les chiffres du jour des lieux où ils ont changé depuis le dernier relevé ; rend le nombre de lieux';

comment on function public.refuse_changed_figures() is 'Refuse de réécrire un relevé ; seuls partent ceux qui comptent la démonstration';

comment on table public.chiffres_releve is 'Chiffres d''un lieu tels qu''ils ont été relevés un jour, une ligne chaque fois qu''ils ont changé ; rien n''y est réécrit';

revoke all on function public.figures_at(p_territory text, p_place text, p_day date) from public, anon, authenticated, service_role;
grant execute on function public.figures_at(p_territory text, p_place text, p_day date) to anon, authenticated, service_role;

revoke all on function public.figures_history(p_territory text, p_place text, p_table text, p_line text, p_column text) from public, anon, authenticated, service_role;
grant execute on function public.figures_history(p_territory text, p_place text, p_table text, p_line text, p_column text) to anon, authenticated, service_role;

revoke all on function public.figures_keep(p_territory text, p_day date, p_places jsonb) from public, anon, authenticated, service_role;
grant execute on function public.figures_keep(p_territory text, p_day date, p_places jsonb) to service_role;

revoke all on function public.refuse_changed_figures() from public, anon, authenticated, service_role;
grant execute on function public.refuse_changed_figures() to service_role;

revoke all on table public.chiffres_releve from public, anon, authenticated, service_role;
grant delete, insert on table public.chiffres_releve to service_role;
grant select on table public.chiffres_releve to anon, authenticated, service_role;
