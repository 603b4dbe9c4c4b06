-- Roll: what filters on users' displayName and on meta.lastModified are narrowed by
create index records_user_name on records (account, directory, display_key) where state <> 2 and type = 1;

create index records_modified on records (account, directory, type, modified) where state <> 2;
