-- PostGIS stands in its own schema, as on hosted Supabase: every function names it in its search_path.

create schema if not exists extensions;
create extension if not exists postgis with schema extensions;

-- Row-level security lets an index answer only through functions known to leak nothing. This one compares boxes.
-- Only a superuser may say so: without the right, pages by box stay as slow as they were.
do $$
begin
	alter function extensions.geometry_overlaps(extensions.geometry, extensions.geometry) leakproof;
exception when insufficient_privilege then
	raise notice 'geometry_overlaps n''a pas pu être déclarée leakproof : les emprises se liront sans index';
end
$$;
