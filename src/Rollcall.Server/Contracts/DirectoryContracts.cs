namespace Rollcall.Server.Contracts;

/// <summary>A directory of an account.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Label">What people read; unique within the account.</param>
/// <param name="Kind"><c>scim</c>, <c>ldap</c> or <c>builtin</c>.</param>
/// <param name="Idp">Who pushes: <c>entra</c>, <c>okta</c>, <c>onelogin</c>, <c>jumpcloud</c>, <c>ping</c>, <c>generic</c> or <c>strict</c>.</param>
/// <param name="State"><c>enabled</c>, <c>disabled</c> or <c>paused</c>.</param>
/// <param name="BaseUrl">What the identity provider is given as tenant URL; absent where it is no SCIM directory.</param>
/// <param name="FirstRequest">When a token of it was first used.</param>
/// <param name="LastRequest">When one was last used, to the minute.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Recognised">Who pushes, as its requests tell, the one seen most often first; given where one directory is asked for.</param>
/// <param name="Tolerated">What its requests were forgiven, most often first; given where one directory is asked for.</param>
internal sealed record DirectoryView(
    string Id,
    string Label,
    string Kind,
    string Idp,
    string State,
    string? BaseUrl,
    DateTimeOffset? FirstRequest,
    DateTimeOffset? LastRequest,
    DateTimeOffset Created,
    IReadOnlyList<RecognisedProvider>? Recognised = null,
    IReadOnlyList<ToleratedDeviation>? Tolerated = null);

/// <summary>An identity provider that a directory's requests look like.</summary>
/// <param name="Idp">Who.</param>
/// <param name="Reason">What was seen, how often, and when last.</param>
internal sealed record RecognisedProvider(string Idp, string Reason);

/// <summary>A deviation from the RFC that a directory's requests were forgiven.</summary>
/// <param name="Code">Which; docs/reference/idp-wire.md lists them.</param>
/// <param name="Number">How often, since the directory was made.</param>
/// <param name="FirstAt">When it was first seen.</param>
/// <param name="LastAt">When it was last seen.</param>
internal sealed record ToleratedDeviation(string Code, long Number, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>Who pushes into a directory from now on.</summary>
/// <param name="Idp"><c>entra</c>, <c>okta</c>, <c>onelogin</c>, <c>jumpcloud</c>, <c>ping</c>, <c>generic</c> or <c>strict</c>.</param>
internal sealed record ProviderWish(string Idp);

/// <summary>All directories of an account, oldest first.</summary>
internal sealed record DirectoryList(IReadOnlyList<DirectoryView> Items);

/// <summary>The wish for a SCIM directory.</summary>
/// <param name="Label">1 to 100 characters, unique within the account.</param>
/// <param name="Idp">Who will push; <c>generic</c> where left out.</param>
/// <param name="Enable">Whether it takes requests at once; false where left out.</param>
internal sealed record DirectoryWish(string Label, string? Idp = null, bool Enable = false);

/// <summary>A tenant URL as it was pasted.</summary>
internal sealed record UrlWish(string Url);

/// <summary>How a pasted URL differs from the Base URL.</summary>
/// <param name="Matches">Whether it reaches the directory.</param>
/// <param name="BaseUrl">What it must be.</param>
/// <param name="Parts">Part by part.</param>
internal sealed record UrlCheck(bool Matches, string BaseUrl, IReadOnlyList<UrlCheckPart> Parts);

/// <summary>One part of a URL.</summary>
/// <param name="Name">Which part.</param>
/// <param name="Expected">What it must be.</param>
/// <param name="Found">What was pasted.</param>
/// <param name="Advice">What to do where it differs.</param>
internal sealed record UrlCheckPart(string Name, string Expected, string Found, string? Advice);
