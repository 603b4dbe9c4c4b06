namespace Rollcall.Core.Diagnosis;

/// <summary>One bearer token of a directory, a secret or trust of an OAuth client of it, or a key of the account, live or not.</summary>
/// <param name="Prefix">Its readable beginning.</param>
/// <param name="Expires">Null: never.</param>
/// <param name="LastUsed">When it was last accepted, true to the minute; null: never.</param>
/// <param name="Revoked">Null: it is not.</param>
public sealed record TokenFacts(string Prefix, DateTimeOffset? Expires, DateTimeOffset? LastUsed, DateTimeOffset? Revoked)
{
    /// <summary>Whether it is a secret or trust of an OAuth client, which are listed apart.</summary>
    public bool IsOfClient { get; init; }

    /// <summary>What people call it.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>When it was made; null where it is not known.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When others could first read it; null: never.</summary>
    public DateTimeOffset? Exposed { get; init; }

    /// <summary>Whether it is accepted at <paramref name="now"/>.</summary>
    public bool IsLive(DateTimeOffset now) => Revoked is null && (Expires is not { } expires || now < expires);
}
