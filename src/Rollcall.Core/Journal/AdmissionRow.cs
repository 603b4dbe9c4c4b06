namespace Rollcall.Core.Journal;

/// <summary>One answer to a client, as the journal keeps it.</summary>
public sealed record AdmissionRow
{
    /// <summary>The decision that admits.</summary>
    public const string Allowed = "allowed";

    /// <summary>The account's number; 0 where no account was found.</summary>
    public required long Account { get; init; }

    /// <summary>The row's number in the account's lane.</summary>
    public required long No { get; init; }

    /// <summary>Microseconds UTC.</summary>
    public required long At { get; init; }

    /// <summary>The digest of the reference that a refused client was given, or null.</summary>
    public byte[]? ReferenceDigest { get; init; }

    /// <summary>The key of the user, or null where none was found.</summary>
    public long? Subject { get; init; }

    /// <summary>The key of the address that was given, or null.</summary>
    public string? Address { get; init; }

    /// <summary><see cref="Allowed"/>, or the code of the reason.</summary>
    public required string Decision { get; init; }

    /// <summary>What was true at that moment, as JSON.</summary>
    public required byte[] Facts { get; init; }
}
