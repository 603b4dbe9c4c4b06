namespace Rollcall.Core.Roll.Tables;

/// <summary>A device that a user enrolled: its key is made there, and only the public half is known here.</summary>
public sealed record DeviceRow
{
    public required long Account { get; init; }

    public required long Key { get; init; }

    public required Guid Id { get; init; }

    /// <summary>The user's key.</summary>
    public required long User { get; init; }

    public required string Label { get; init; }

    /// <summary>SubjectPublicKeyInfo of an ECDSA key on P-256.</summary>
    public required byte[] PublicKey { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The moment that its latest proof names, in milliseconds of Unix time: each must name a later one, so that none is taken twice.</summary>
    public required long LastProof { get; init; }
}
