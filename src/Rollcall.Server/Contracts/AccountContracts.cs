namespace Rollcall.Server.Contracts;

/// <summary>An account.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Subdomain">The short name.</param>
/// <param name="Name">What people read.</param>
/// <param name="State"><c>active</c> or <c>suspended</c>.</param>
/// <param name="UserIdType"><c>email</c> or <c>name</c>; SCIM needs <c>email</c>.</param>
/// <param name="Created">When it was made.</param>
/// <param name="WhenFull">Where no license is free, users <c>wait</c>, or are <c>refuse</c>d.</param>
internal sealed record Account(string Id, string Subdomain, string Name, string State, string UserIdType, DateTimeOffset Created, string WhenFull);

/// <summary>Accounts, in the order of their making.</summary>
/// <param name="Items">One page.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
internal sealed record AccountPage(IReadOnlyList<Account> Items, string? Next);

/// <summary>The wish for an account.</summary>
/// <param name="Subdomain">2 to 63 of a-z, 0-9 and '-'; unique in the installation.</param>
/// <param name="Name">What people read; the subdomain where left out.</param>
/// <param name="UserIdType"><c>email</c> (default) or <c>name</c>.</param>
internal sealed record AccountWish(string Subdomain, string? Name = null, string? UserIdType = null);

/// <summary>A change of an account; what is left out stays.</summary>
/// <param name="Name">What people read.</param>
/// <param name="UserIdType"><c>email</c> or <c>name</c>; an operator's right.</param>
/// <param name="State"><c>active</c> or <c>suspended</c>; an operator's right.</param>
/// <param name="WhenFull">Where no license is free, users <c>wait</c>, or creates and reactivations are <c>refuse</c>d with 403 LicenseLimitExceeded.</param>
internal sealed record AccountChange(string? Name = null, string? UserIdType = null, string? State = null, string? WhenFull = null);

/// <summary>Who asks.</summary>
/// <param name="Kind"><c>operator</c>, <c>administrator</c>, <c>support</c> or <c>gateway</c>.</param>
/// <param name="Name">The readable prefix of the key, or <c>local operator</c>.</param>
/// <param name="Account">The account of the key; absent for operators.</param>
/// <param name="Expires">When the key stops being accepted.</param>
/// <param name="Routes">What the key is narrowed to; absent where it is not.</param>
internal sealed record Me(string Kind, string Name, Account? Account, DateTimeOffset? Expires, IReadOnlyList<string>? Routes);

/// <summary>An account made ready by one command; what was not asked for is absent.</summary>
/// <param name="Account">The account.</param>
/// <param name="Licenses">The total.</param>
/// <param name="Directory">The label of its SCIM directory.</param>
/// <param name="BaseUrl">The identity provider's "tenant URL".</param>
/// <param name="Token">The identity provider's "secret token", shown this once.</param>
internal sealed record ReadyAccount(Account Account, int? Licenses, string? Directory, string? BaseUrl, string? Token);
