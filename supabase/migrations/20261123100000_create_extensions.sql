-- PostGIS stands in its own schema, as on hosted Supabase: every function names it in its search_path.

create schema if not exists extensions;
create extension if not exists postgis with schema extensions;
grant usage on schema extensions to anon, authenticated, service_role;
