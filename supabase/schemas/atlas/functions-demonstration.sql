-- How a territory gets rid of what was invented.

-- Deletes what is marked as demonstration and nothing else; the date of its first loading stays,
-- so that the next start does not bring it back.
create function public.demo_clear(p_territory text) returns json
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

comment on function public.demo_clear is
	'Retire le jeu de démonstration d''un territoire, et rien d''autre ; rend les nombres retirés';
