namespace Rollcall.Server.Contracts;

/// <summary>The wish for an LDAP directory. With a change, what is left out stays; an empty text takes it away.</summary>
/// <param name="Label">What people read; for a new one.</param>
/// <param name="Host">Name of the server, of which its certificate must be.</param>
/// <param name="Port">636 for ldaps, 389 for the others, where it is left out.</param>
/// <param name="Protection"><c>ldaps</c>, <c>startTls</c> or <c>plain</c>.</param>
/// <param name="CaCertificates">Who alone may have signed the certificate, as PEM; left out: whom the machine trusts.</param>
/// <param name="BindName">The name to bind by.</param>
/// <param name="Password">Its password; it is sealed, and shown nowhere.</param>
/// <param name="Base">Below what users and groups lie.</param>
/// <param name="Schema"><c>openLdap</c> or <c>activeDirectory</c>.</param>
/// <param name="UserFilter">Narrows the users.</param>
/// <param name="GroupFilter">Narrows the groups.</param>
/// <param name="UserNameAttribute">The attribute of the user name, where it is not the schema's.</param>
/// <param name="EmailAttribute">The attribute of the address, where it is not the schema's.</param>
/// <param name="Removes">Whether users who are gone there are removed here; otherwise they are disabled.</param>
/// <param name="Minutes">From one pull to the next; 0: only when asked.</param>
/// <param name="MostLosses">Users that one pull may disable or remove before it is held.</param>
/// <param name="MostMemberships">Memberships that one pull may end before it is held.</param>
/// <param name="MostAddresses">Users whose address one pull may change before it is held.</param>
internal sealed record LdapDirectoryWish(
    string? Label = null,
    string? Host = null,
    int? Port = null,
    string? Protection = null,
    string? CaCertificates = null,
    string? BindName = null,
    string? Password = null,
    string? Base = null,
    string? Schema = null,
    string? UserFilter = null,
    string? GroupFilter = null,
    string? UserNameAttribute = null,
    string? EmailAttribute = null,
    bool? Removes = null,
    int? Minutes = null,
    int? MostLosses = null,
    int? MostMemberships = null,
    int? MostAddresses = null);

/// <summary>How an LDAP directory is pulled.</summary>
/// <param name="Id">The directory's id.</param>
/// <param name="Label">What people read.</param>
/// <param name="Host">Name of the server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Protection"><c>ldaps</c>, <c>startTls</c> or <c>plain</c>.</param>
/// <param name="HasCaCertificates">Whether only given CA certificates are trusted.</param>
/// <param name="BindName">The name to bind by.</param>
/// <param name="HasPassword">False once the server was changed without giving the password again.</param>
/// <param name="Base">Below what users and groups lie.</param>
/// <param name="Schema"><c>openLdap</c> or <c>activeDirectory</c>.</param>
/// <param name="UserFilter">Narrows the users.</param>
/// <param name="GroupFilter">Narrows the groups.</param>
/// <param name="UserNameAttribute">The attribute of the user name.</param>
/// <param name="EmailAttribute">The attribute of the address.</param>
/// <param name="Removes">Whether users who are gone there are removed here.</param>
/// <param name="Minutes">From one pull to the next; 0: only when asked.</param>
/// <param name="MostLosses">Users that one pull may disable or remove before it is held.</param>
/// <param name="MostMemberships">Memberships that one pull may end before it is held.</param>
/// <param name="MostAddresses">Users whose address one pull may change before it is held.</param>
/// <param name="LastBegan">When the latest pull began.</param>
internal sealed record LdapDirectoryView(
    string Id,
    string Label,
    string Host,
    int Port,
    string Protection,
    bool HasCaCertificates,
    string BindName,
    bool HasPassword,
    string Base,
    string Schema,
    string? UserFilter,
    string? GroupFilter,
    string UserNameAttribute,
    string EmailAttribute,
    bool Removes,
    int Minutes,
    int MostLosses,
    int MostMemberships,
    int MostAddresses,
    DateTimeOffset? LastBegan);

/// <summary>The wish for a pull.</summary>
/// <param name="DryRun">Says what it would change, and changes nothing.</param>
/// <param name="Releases">The id of the held run that is released: this one may change as much.</param>
internal sealed record PullWish(bool DryRun = false, string? Releases = null);

/// <summary>A pull.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State"><c>asked</c>, <c>reading</c>, <c>applying</c>, <c>done</c>, <c>held</c>, <c>failed</c> or <c>dry</c>.</param>
/// <param name="Actor">Who asked, or <c>schedule</c>.</param>
/// <param name="DryRun">Whether it only says what it would change.</param>
/// <param name="Asked">When it was asked for.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="Fault">Why it failed, in a word.</param>
/// <param name="Sentence">Why it failed or is held.</param>
/// <param name="Counts">What it has seen and changed, or would change.</param>
internal sealed record PullView(
    string Id, string State, string Actor, bool DryRun, DateTimeOffset Asked, DateTimeOffset? Ended, string? Fault, string? Sentence, PullCountsView Counts);

/// <summary>What a pull has seen and changed, or would change.</summary>
internal sealed record PullCountsView(
    long Users, long Groups, long Created, long Changed, long Lost, long Addresses, long GroupsChanged, long MembershipsBegun, long MembershipsEnded, long UnknownMembers, long Skipped);

/// <summary>The latest pulls, newest first.</summary>
internal sealed record PullList(IReadOnlyList<PullView> Items);

/// <summary>What a pull did with one entry, or why it left it out.</summary>
internal sealed record PullEntryView(string Name, string What, string? Reason);

/// <summary>A pull with what it noted of single entries: the first thousand.</summary>
internal sealed record PullDetail(PullView Run, IReadOnlyList<PullEntryView> Entries);
