namespace Rollcall.Scim.Expressions;

/// <summary>Forms outside the grammar of RFC 7644 that identity providers are known to send, and that a parser may be told to accept.</summary>
[Flags]
public enum ExpressionForms
{
    /// <summary>The grammar of RFC 7644 figure 1, and <c>attr[filter].sub op value</c>, which Entra ID needs (entra-docs use-scim, 2026).</summary>
    Strict = 0,

    /// <summary>A value without quotes: <c>externalId eq jyoung</c> (entra-docs use-scim, example 1; RFC 7644 section 3.4.2.1 itself).</summary>
    UnquotedWords = 1,

    /// <summary>No space between operator and quote: <c>members[value eq"x"]</c>.</summary>
    MissingSpace = 2,

    /// <summary>A comparison right behind the brackets: <c>emails[type eq "work"] eq "x"</c> (azure-docs#83855).</summary>
    ValueTail = 4,

    /// <summary>All of them.</summary>
    Tolerant = UnquotedWords | MissingSpace | ValueTail,
}
