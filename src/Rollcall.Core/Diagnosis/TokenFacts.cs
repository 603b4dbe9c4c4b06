namespace Rollcall.Core.Diagnosis;

/// <summary>One bearer token of a directory, live or not.</summary>
/// <param name="Prefix">Its readable beginning.</param>
/// <param name="Expires">Null: never.</param>
/// <param name="LastUsed">When it was last accepted, true to the minute; null: never.</param>
/// <param name="Revoked">Null: it is not.</param>
public sealed record TokenFacts(string Prefix, DateTimeOffset? Expires, DateTimeOffset? LastUsed, DateTimeOffset? Revoked)
{
    /// <summary>Whether it is accepted at <paramref name="now"/>.</summary>
    public bool IsLive(DateTimeOffset now) => Revoked is null && (Expires is not { } expires || now < expires);
}
