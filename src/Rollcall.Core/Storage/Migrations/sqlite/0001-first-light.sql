-- Global tables: no account in their key.
create table accounts (
    account integer not null,
    id blob not null,
    subdomain text not null,
    subdomain_key text not null,
    name text not null,
    state integer not null,
    created integer not null,
    primary key (account)
) strict, without rowid;

create unique index accounts_id on accounts (id);

create unique index accounts_subdomain on accounts (subdomain_key);

create table credentials (
    digest blob not null,
    account integer not null,
    id blob not null,
    kind integer not null,
    holder integer not null,
    owner_key integer not null,
    family blob,
    slot integer not null,
    prefix text not null,
    label text not null,
    created integer not null,
    expires integer,
    last_used integer,
    revoked integer,
    exposed integer,
    routes text,
    primary key (digest)
) strict, without rowid;

create unique index credentials_id on credentials (id);

create index credentials_owner on credentials (account, kind, owner_key);

create table oauth_clients (
    id blob not null,
    account integer not null,
    directory integer not null,
    label text not null,
    token_minutes integer not null,
    created integer not null,
    removed integer,
    primary key (id)
) strict, without rowid;

create index oauth_clients_directory on oauth_clients (account, directory);

create table oauth_trusts (
    account integer not null,
    id blob not null,
    client blob not null,
    issuer text not null,
    audience text not null,
    subject text not null,
    jwks_uri text,
    primary key (account, id)
) strict, without rowid;

create index oauth_trusts_client on oauth_trusts (account, client);

create table oauth_assertions (
    account integer not null,
    digest blob not null,
    until integer not null,
    primary key (account, digest)
) strict, without rowid;

create index oauth_assertions_until on oauth_assertions (account, until);

create table leases (
    name text not null,
    owner text not null,
    epoch integer not null,
    until integer not null,
    primary key (name)
) strict, without rowid;

create table lanes (
    account integer not null,
    commit_no integer not null,
    next_key integer not null,
    last_at integer not null,
    settings_no integer not null default 0,
    primary key (account)
) strict, without rowid;


-- Accounts
create table settings (
    account integer not null,
    version integer not null,
    user_id_type integer not null,
    coexistence integer not null,
    missing_email integer not null,
    missing_name integer not null,
    missing_external_id integer not null,
    refuse_when_full integer not null,
    catalog_no integer not null,
    next_number integer not null,
    primary key (account)
) strict, without rowid;

create table schemas (
    account integer not null,
    urn_key text not null,
    urn text not null,
    version integer not null,
    created integer not null,
    modified integer not null,
    doc blob not null,
    primary key (account, urn_key)
) strict, without rowid;

create table resource_types (
    account integer not null,
    name_key text not null,
    name text not null,
    number integer not null,
    version integer not null,
    created integer not null,
    modified integer not null,
    doc blob not null,
    primary key (account, name_key)
) strict, without rowid;

create table indexed_attributes (
    account integer not null,
    attr_no integer not null,
    type integer not null,
    path text not null,
    is_unique integer not null,
    state integer not null,
    at_key integer not null,
    done integer not null,
    created integer not null,
    primary key (account, attr_no)
) strict, without rowid;

create index indexed_attributes_unfinished on indexed_attributes (account) where state <> 1;

create table directories (
    account integer not null,
    key integer primary key,
    id blob not null,
    kind integer not null,
    label text not null,
    label_key text not null,
    idp text not null,
    state integer not null,
    keeps_deleted integer not null,
    created integer not null,
    first_request integer,
    last_request integer
) strict;

create unique index directories_id on directories (account, id);

create unique index directories_label on directories (account, label_key);


-- Roll
create table records (
    account integer not null,
    key integer primary key,
    directory integer not null,
    type integer not null,
    id blob not null,
    state integer not null,
    version integer not null,
    created integer not null,
    modified integer not null,
    name_key text not null,
    external_id text,
    display_key text,
    active integer not null,
    born_digest blob,
    owner_key integer not null,
    doc blob
) strict;

create unique index records_id on records (account, id);

create index records_live on records (account, directory, type, key) where state <> 2;

create index records_group_name on records (account, directory, display_key) where state <> 2 and type = 2;

create index records_user_name on records (account, directory, display_key) where state <> 2 and type = 1;

create index records_modified on records (account, directory, type, modified) where state <> 2;

create index records_inactive on records (account, directory, type, key) where state <> 2 and active = 0;

create index records_external on records (account, directory, external_id) where type = 2;

create index records_owner on records (account, owner_key);

create table names (
    account integer not null,
    attr integer not null,
    value text not null,
    record_key integer not null,
    directory integer not null,
    primary key (account, attr, value)
) strict, without rowid;

create table extra_keys (
    account integer not null,
    attr_no integer not null,
    value text not null,
    record_key integer not null,
    primary key (account, attr_no, value, record_key)
) strict, without rowid;

create table members (
    account integer not null,
    group_key integer not null,
    member_key integer not null,
    since integer not null,
    primary key (account, group_key, member_key)
) strict, without rowid;

create unique index members_reverse on members (account, member_key, group_key);

create table blocks (
    account integer not null,
    directory integer not null,
    type integer not null,
    level integer not null,
    block integer not null,
    live integer not null,
    primary key (account, directory, type, level, block)
) strict, without rowid;

create table users (
    account integer not null,
    key integer primary key,
    id blob not null,
    lead_record integer,
    state integer not null,
    user_name text not null,
    name_key text not null,
    display_name text,
    email text,
    email_key text,
    active integer not null,
    blocked integer not null,
    queue_rank integer not null,
    eligible_since integer,
    lapsed_at integer,
    license integer not null,
    reason integer not null,
    assigned_since integer,
    held_since integer,
    deleted_name text,
    created integer not null,
    grounds integer not null,
    favors integer not null,
    led_by integer not null,
    policy_seen integer not null,
    parked integer not null,
    modified integer not null
) strict;

create unique index users_id on users (account, id);

create index users_name on users (account, name_key);

create index users_email on users (account, email_key);

create index users_queue on users (account, queue_rank, eligible_since, key) where license = 2;

create unique index users_held on users (account, email_key) where license = 1;

create table user_records (
    account integer not null,
    user_key integer not null,
    record_key integer not null,
    role integer not null,
    matched_by integer not null,
    since integer not null,
    primary key (account, user_key, record_key)
) strict, without rowid;

create table user_groups (
    account integer not null,
    key integer primary key,
    id blob not null,
    lead_record integer not null,
    name text not null,
    name_key text not null,
    created integer not null
) strict;

create unique index user_groups_id on user_groups (account, id);

create index user_groups_name on user_groups (account, name_key);

create table pools (
    account integer not null,
    key integer primary key,
    total integer not null,
    assigned integer not null,
    starts integer,
    ends integer,
    policy integer not null,
    epoch integer not null,
    wanted integer not null,
    policy_before integer not null,
    policy_version integer not null,
    systems integer not null,
    favored_systems integer not null,
    covered_groups integer not null,
    others integer not null,
    sweep integer,
    sweep_at integer
) strict;

create table covered (
    account integer not null,
    kind integer not null,
    key integer not null,
    priority integer not null default 0,
    primary key (account, kind, key)
) strict, without rowid;


-- Journal
create table changes (
    account integer not null,
    no integer not null,
    at integer not null,
    directory integer,
    actor text not null,
    verb text not null,
    route text not null,
    subject integer,
    kind integer not null,
    status integer not null,
    code text,
    cause integer,
    effects text,
    tolerances text,
    request blob,
    before blob,
    after blob,
    record integer,
    version integer,
    primary key (account, no)
) strict;

create index changes_subject on changes (account, subject, no);

create table exchanges (
    account integer not null,
    no integer not null,
    at integer not null,
    directory integer,
    kind integer not null,
    status integer not null,
    code text,
    subject text,
    count integer not null,
    packed blob not null,
    primary key (account, no)
) strict;

create index exchanges_subject on exchanges (account, subject, no) where subject is not null;

create index exchanges_directory on exchanges (account, directory, kind, no);

create table read_counts (
    account integer not null,
    directory integer not null,
    minute integer not null,
    route text not null,
    status integer not null,
    n integer not null,
    last_at integer not null,
    max_micros integer not null,
    primary key (account, directory, minute, route, status)
) strict, without rowid;

create table traffic_marks (
    account integer not null,
    directory integer not null,
    mark text not null,
    n integer not null,
    first_at integer not null,
    last_at integer not null,
    primary key (account, directory, mark)
) strict, without rowid;

create table admissions (
    account integer not null,
    no integer not null,
    at integer not null,
    reference_digest blob,
    subject integer,
    address text,
    decision text not null,
    facts blob not null,
    primary key (account, no)
) strict;

create unique index admissions_reference on admissions (account, reference_digest);

create index admissions_subject on admissions (account, subject, no);

-- Events
create table receivers (
    account integer not null,
    key integer primary key,
    id blob not null,
    label text not null,
    label_key text not null,
    kind integer not null,
    url text,
    audience text not null,
    kinds integer not null,
    full_data integer not null,
    secret blob,
    state integer not null,
    created integer not null,
    no integer not null,
    taken blob,
    failures integer not null,
    failing_since integer,
    next_try integer,
    last_error text,
    last_delivered integer,
    delivered integer not null,
    revision integer not null
) strict;

create unique index receivers_id on receivers (account, id);

create unique index receivers_label on receivers (account, label_key);

create table deliveries (
    account integer not null,
    receiver integer not null,
    no integer not null,
    at integer not null,
    attempts integer not null,
    status integer,
    error text,
    primary key (account, receiver, no)
) strict, without rowid;

-- Lane 0 is the installation's own: accounts, operators, requests that name no account.
insert into lanes (account, commit_no, next_key, last_at) values (0, 0, 1, 0);


-- Directories: LDAP
create table ldap_settings (
    account integer not null,
    key integer primary key,
    host text not null,
    port integer not null,
    protection integer not null,
    roots text,
    bind_name text not null,
    secret blob,
    base text not null,
    dialect integer not null,
    user_filter text,
    group_filter text,
    user_name_attr text,
    email_attr text,
    removes integer not null,
    minutes integer not null,
    most_losses integer not null,
    most_memberships integer not null,
    most_addresses integer not null,
    last_began integer
) strict;

create table pull_runs (
    account integer not null,
    key integer primary key,
    directory integer not null,
    actor text not null,
    state integer not null,
    dry integer not null,
    releases integer,
    asked integer not null,
    ended integer,
    fault integer,
    sentence text,
    users_read integer not null,
    groups_read integer not null,
    created integer not null,
    changed integer not null,
    lost integer not null,
    addresses integer not null,
    groups_changed integer not null,
    memberships_begun integer not null,
    memberships_ended integer not null,
    unknown_members integer not null,
    skipped integer not null
) strict;

create index pull_runs_latest on pull_runs (account, directory, key);

create index pull_runs_open on pull_runs (key) where state <= 3;

create table pull_entries (
    account integer not null,
    run integer not null,
    no integer not null,
    name text not null,
    what text not null,
    reason text,
    primary key (account, run, no)
) strict, without rowid;


-- Admission: devices and sessions
create table devices (
    account integer not null,
    key integer primary key,
    id blob not null,
    user_key integer not null,
    label text not null,
    public_key blob not null,
    created integer not null,
    last_proof integer not null
) strict;

create unique index devices_id on devices (account, id);

create index devices_user on devices (account, user_key);

create table enrolments (
    account integer not null,
    key integer primary key,
    user_key integer not null,
    digest blob not null,
    expires integer not null,
    used integer
) strict;

create unique index enrolments_digest on enrolments (account, digest);

create table sessions (
    account integer not null,
    key integer primary key,
    id blob not null,
    user_key integer not null,
    device text not null,
    gateway text,
    licensed_since integer not null,
    started integer not null,
    last_heartbeat integer not null,
    ended integer,
    ended_by text
) strict;

create unique index sessions_id on sessions (account, id);

create index sessions_user on sessions (account, user_key, started);

-- Users removed by hand, while that can be undone
create table removals (
    account integer not null,
    key integer primary key,
    until integer not null,
    actor text not null,
    lead_record integer,
    state integer not null,
    packed blob not null
) strict;

-- The brake of a directory, and what it holds
create table brakes (
    account integer not null,
    key integer primary key,
    mode integer not null,
    most_users integer not null,
    most_percent integer not null,
    began integer not null,
    losses integer not null,
    state integer not null,
    since integer,
    released_until integer
) strict;

create table held_changes (
    account integer not null,
    key integer primary key,
    directory integer not null,
    kind integer not null,
    record_key integer not null,
    name text not null,
    losses integer not null,
    first_asked integer not null,
    last_asked integer not null,
    times integer not null,
    verdict integer not null,
    actor text not null
) strict;

create unique index held_changes_of on held_changes (account, directory, kind, record_key);
