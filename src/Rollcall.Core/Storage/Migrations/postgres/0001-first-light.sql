-- Global tables: no account in their key.
create table accounts (
    account bigint not null,
    id bytea not null,
    subdomain text collate "C" not null,
    subdomain_key text collate "C" not null,
    name text collate "C" not null,
    state bigint not null,
    created bigint not null,
    primary key (account)
);

create unique index accounts_id on accounts (id);

create unique index accounts_subdomain on accounts (subdomain_key);

create table credentials (
    digest bytea not null,
    account bigint not null,
    id bytea not null,
    kind bigint not null,
    holder bigint not null,
    owner_key bigint not null,
    family bytea,
    slot bigint not null,
    prefix text collate "C" not null,
    label text collate "C" not null,
    created bigint not null,
    expires bigint,
    last_used bigint,
    revoked bigint,
    exposed bigint,
    routes text collate "C",
    primary key (digest)
);

create unique index credentials_id on credentials (id);

create index credentials_owner on credentials (account, kind, owner_key);

create table oauth_clients (
    id bytea not null,
    account bigint not null,
    directory bigint not null,
    label text collate "C" not null,
    token_minutes bigint not null,
    created bigint not null,
    removed bigint,
    primary key (id)
);

create index oauth_clients_directory on oauth_clients (account, directory);

create table oauth_trusts (
    account bigint not null,
    id bytea not null,
    client bytea not null,
    issuer text collate "C" not null,
    audience text collate "C" not null,
    subject text collate "C" not null,
    jwks_uri text collate "C",
    primary key (account, id)
);

create index oauth_trusts_client on oauth_trusts (account, client);

create table oauth_assertions (
    account bigint not null,
    digest bytea not null,
    until bigint not null,
    primary key (account, digest)
);

create index oauth_assertions_until on oauth_assertions (account, until);

create table leases (
    name text collate "C" not null,
    owner text collate "C" not null,
    epoch bigint not null,
    until bigint not null,
    primary key (name)
);

create table lanes (
    account bigint not null,
    commit_no bigint not null,
    next_key bigint not null,
    last_at bigint not null,
    settings_no bigint not null default 0,
    primary key (account)
);


-- Accounts
create table settings (
    account bigint not null,
    version bigint not null,
    user_id_type bigint not null,
    coexistence bigint not null,
    missing_email bigint not null,
    missing_name bigint not null,
    missing_external_id bigint not null,
    refuse_when_full bigint not null,
    catalog_no bigint not null,
    next_number bigint not null,
    primary key (account)
);

create table schemas (
    account bigint not null,
    urn_key text collate "C" not null,
    urn text collate "C" not null,
    version bigint not null,
    created bigint not null,
    modified bigint not null,
    doc bytea not null,
    primary key (account, urn_key)
);

create table resource_types (
    account bigint not null,
    name_key text collate "C" not null,
    name text collate "C" not null,
    number bigint not null,
    version bigint not null,
    created bigint not null,
    modified bigint not null,
    doc bytea not null,
    primary key (account, name_key)
);

create table indexed_attributes (
    account bigint not null,
    attr_no bigint not null,
    type bigint not null,
    path text collate "C" not null,
    is_unique bigint not null,
    state bigint not null,
    at_key bigint not null,
    done bigint not null,
    created bigint not null,
    primary key (account, attr_no)
);

create index indexed_attributes_unfinished on indexed_attributes (account) where state <> 1;

create table directories (
    account bigint not null,
    key bigint not null,
    id bytea not null,
    kind bigint not null,
    label text collate "C" not null,
    label_key text collate "C" not null,
    idp text collate "C" not null,
    state bigint not null,
    keeps_deleted bigint not null,
    created bigint not null,
    first_request bigint,
    last_request bigint,
    primary key (account, key)
);

create unique index directories_id on directories (account, id);

create unique index directories_label on directories (account, label_key);


-- Roll
create table records (
    account bigint not null,
    key bigint not null,
    directory bigint not null,
    type bigint not null,
    id bytea not null,
    state bigint not null,
    version bigint not null,
    created bigint not null,
    modified bigint not null,
    name_key text collate "C" not null,
    external_id text collate "C",
    display_key text collate "C",
    active bigint not null,
    born_digest bytea,
    owner_key bigint not null,
    doc bytea,
    primary key (account, key)
);

create unique index records_id on records (account, id);

create index records_live on records (account, directory, type, key) where state <> 2;

create index records_group_name on records (account, directory, display_key) where state <> 2 and type = 2;

create index records_user_name on records (account, directory, display_key) where state <> 2 and type = 1;

create index records_modified on records (account, directory, type, modified) where state <> 2;

create index records_inactive on records (account, directory, type, key) where state <> 2 and active = 0;

create index records_external on records (account, directory, external_id) where type = 2;

create index records_owner on records (account, owner_key);

create table names (
    account bigint not null,
    attr bigint not null,
    value text collate "C" not null,
    record_key bigint not null,
    directory bigint not null,
    primary key (account, attr, value)
);

create table extra_keys (
    account bigint not null,
    attr_no bigint not null,
    value text collate "C" not null,
    record_key bigint not null,
    primary key (account, attr_no, value, record_key)
);

create table members (
    account bigint not null,
    group_key bigint not null,
    member_key bigint not null,
    since bigint not null,
    primary key (account, group_key, member_key)
);

create unique index members_reverse on members (account, member_key, group_key);

create table blocks (
    account bigint not null,
    directory bigint not null,
    type bigint not null,
    level bigint not null,
    block bigint not null,
    live bigint not null,
    primary key (account, directory, type, level, block)
);

create table users (
    account bigint not null,
    key bigint not null,
    id bytea not null,
    lead_record bigint,
    state bigint not null,
    user_name text collate "C" not null,
    name_key text collate "C" not null,
    display_name text collate "C",
    email text collate "C",
    email_key text collate "C",
    active bigint not null,
    blocked bigint not null,
    queue_rank bigint not null,
    eligible_since bigint,
    lapsed_at bigint,
    license bigint not null,
    reason bigint not null,
    assigned_since bigint,
    held_since bigint,
    deleted_name text collate "C",
    created bigint not null,
    grounds bigint not null,
    favors bigint not null,
    led_by bigint not null,
    policy_seen bigint not null,
    parked bigint not null,
    modified bigint not null,
    primary key (account, key)
);

create unique index users_id on users (account, id);

create index users_name on users (account, name_key);

create index users_email on users (account, email_key);

create index users_queue on users (account, queue_rank, eligible_since, key) where license = 2;

create unique index users_held on users (account, email_key) where license = 1;

create table user_records (
    account bigint not null,
    user_key bigint not null,
    record_key bigint not null,
    role bigint not null,
    matched_by bigint not null,
    since bigint not null,
    primary key (account, user_key, record_key)
);

create table user_groups (
    account bigint not null,
    key bigint not null,
    id bytea not null,
    lead_record bigint not null,
    name text collate "C" not null,
    name_key text collate "C" not null,
    created bigint not null,
    primary key (account, key)
);

create unique index user_groups_id on user_groups (account, id);

create index user_groups_name on user_groups (account, name_key);

create table pools (
    account bigint not null,
    key bigint not null,
    total bigint not null,
    assigned bigint not null,
    starts bigint,
    ends bigint,
    policy bigint not null,
    epoch bigint not null,
    wanted bigint not null,
    policy_before bigint not null,
    policy_version bigint not null,
    systems bigint not null,
    favored_systems bigint not null,
    covered_groups bigint not null,
    others bigint not null,
    sweep bigint,
    sweep_at bigint,
    primary key (account, key)
);

create table covered (
    account bigint not null,
    kind bigint not null,
    key bigint not null,
    priority bigint not null default 0,
    primary key (account, kind, key)
);


-- Journal
create table changes (
    account bigint not null,
    no bigint not null,
    at bigint not null,
    directory bigint,
    actor text collate "C" not null,
    verb text collate "C" not null,
    route text collate "C" not null,
    subject bigint,
    kind bigint not null,
    status bigint not null,
    code text collate "C",
    cause bigint,
    effects text collate "C",
    tolerances text collate "C",
    request bytea,
    before bytea,
    after bytea,
    record bigint,
    version bigint,
    primary key (account, no)
);

create index changes_subject on changes (account, subject, no);

create table exchanges (
    account bigint not null,
    no bigint not null,
    at bigint not null,
    directory bigint,
    kind bigint not null,
    status bigint not null,
    code text collate "C",
    subject text collate "C",
    count bigint not null,
    packed bytea not null,
    primary key (account, no)
);

create index exchanges_subject on exchanges (account, subject, no) where subject is not null;

create index exchanges_directory on exchanges (account, directory, kind, no);

create table read_counts (
    account bigint not null,
    directory bigint not null,
    minute bigint not null,
    route text collate "C" not null,
    status bigint not null,
    n bigint not null,
    last_at bigint not null,
    max_micros bigint not null,
    primary key (account, directory, minute, route, status)
);

create table traffic_marks (
    account bigint not null,
    directory bigint not null,
    mark text collate "C" not null,
    n bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    primary key (account, directory, mark)
);

create table admissions (
    account bigint not null,
    no bigint not null,
    at bigint not null,
    reference_digest bytea,
    subject bigint,
    address text collate "C",
    decision text collate "C" not null,
    facts bytea not null,
    primary key (account, no)
);

create unique index admissions_reference on admissions (account, reference_digest);

create index admissions_subject on admissions (account, subject, no);

-- Events
create table receivers (
    account bigint not null,
    key bigint not null,
    id bytea not null,
    label text collate "C" not null,
    label_key text collate "C" not null,
    kind bigint not null,
    url text collate "C",
    audience text collate "C" not null,
    kinds bigint not null,
    full_data bigint not null,
    secret bytea,
    state bigint not null,
    created bigint not null,
    no bigint not null,
    taken bytea,
    failures bigint not null,
    failing_since bigint,
    next_try bigint,
    last_error text collate "C",
    last_delivered bigint,
    delivered bigint not null,
    revision bigint not null,
    primary key (account, key)
);

create unique index receivers_id on receivers (account, id);

create unique index receivers_label on receivers (account, label_key);

create table deliveries (
    account bigint not null,
    receiver bigint not null,
    no bigint not null,
    at bigint not null,
    attempts bigint not null,
    status bigint,
    error text collate "C",
    primary key (account, receiver, no)
);

-- Lane 0 is the installation's own: accounts, operators, requests that name no account.
insert into lanes (account, commit_no, next_key, last_at) values (0, 0, 1, 0);


-- Directories: LDAP
create table ldap_settings (
    account bigint not null,
    key bigint not null,
    host text collate "C" not null,
    port bigint not null,
    protection bigint not null,
    roots text collate "C",
    bind_name text collate "C" not null,
    secret bytea,
    base text collate "C" not null,
    dialect bigint not null,
    user_filter text collate "C",
    group_filter text collate "C",
    user_name_attr text collate "C",
    email_attr text collate "C",
    removes bigint not null,
    minutes bigint not null,
    most_losses bigint not null,
    most_memberships bigint not null,
    most_addresses bigint not null,
    last_began bigint,
    primary key (account, key)
);

create table pull_runs (
    account bigint not null,
    key bigint not null,
    directory bigint not null,
    actor text collate "C" not null,
    state bigint not null,
    dry bigint not null,
    releases bigint,
    asked bigint not null,
    ended bigint,
    fault bigint,
    sentence text collate "C",
    users_read bigint not null,
    groups_read bigint not null,
    created bigint not null,
    changed bigint not null,
    lost bigint not null,
    addresses bigint not null,
    groups_changed bigint not null,
    memberships_begun bigint not null,
    memberships_ended bigint not null,
    unknown_members bigint not null,
    skipped bigint not null,
    primary key (account, key)
);

create index pull_runs_latest on pull_runs (account, directory, key);

create index pull_runs_open on pull_runs (key) where state <= 3;

create table pull_entries (
    account bigint not null,
    run bigint not null,
    no bigint not null,
    name text collate "C" not null,
    what text collate "C" not null,
    reason text collate "C",
    primary key (account, run, no)
);


-- Admission: devices and sessions
create table devices (
    account bigint not null,
    key bigint not null,
    id bytea not null,
    user_key bigint not null,
    label text collate "C" not null,
    public_key bytea not null,
    created bigint not null,
    last_proof bigint not null,
    primary key (account, key)
);

create unique index devices_id on devices (account, id);

create index devices_user on devices (account, user_key);

create table enrolments (
    account bigint not null,
    key bigint not null,
    user_key bigint not null,
    digest bytea not null,
    expires bigint not null,
    used bigint,
    primary key (account, key)
);

create unique index enrolments_digest on enrolments (account, digest);

create table sessions (
    account bigint not null,
    key bigint not null,
    id bytea not null,
    user_key bigint not null,
    device text collate "C" not null,
    gateway text collate "C",
    licensed_since bigint not null,
    started bigint not null,
    last_heartbeat bigint not null,
    ended bigint,
    ended_by text collate "C",
    primary key (account, key)
);

create unique index sessions_id on sessions (account, id);

create index sessions_user on sessions (account, user_key, started);

-- Users removed by hand, while that can be undone
create table removals (
    account bigint not null,
    key bigint not null,
    until bigint not null,
    actor text collate "C" not null,
    lead_record bigint,
    state bigint not null,
    packed bytea not null,
    primary key (account, key)
);

-- The brake of a directory, and what it holds
create table brakes (
    account bigint not null,
    key bigint not null,
    mode bigint not null,
    most_users bigint not null,
    most_percent bigint not null,
    began bigint not null,
    losses bigint not null,
    state bigint not null,
    since bigint,
    released_until bigint,
    primary key (account, key)
);

create table held_changes (
    account bigint not null,
    key bigint not null,
    directory bigint not null,
    kind bigint not null,
    record_key bigint not null,
    name text collate "C" not null,
    losses bigint not null,
    first_asked bigint not null,
    last_asked bigint not null,
    times bigint not null,
    verdict bigint not null,
    actor text collate "C" not null,
    primary key (account, key)
);

create unique index held_changes_of on held_changes (account, directory, kind, record_key);
