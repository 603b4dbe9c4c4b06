namespace Rollcall.Core.Accounts;

/// <summary>An attribute whose values are kept as rows: to find records by it, or to keep it unique.</summary>
public sealed record IndexedAttributeRow
{
    /// <summary>The number that its rows bear.</summary>
    public required long Number { get; init; }

    /// <summary>The number of the resource type.</summary>
    public required long Type { get; init; }

    /// <summary>The path as the schema writes it, with the URN of an extension before it.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it keeps the attribute unique, as its schema demands, rather than being there to find records.</summary>
    public required bool IsUnique { get; init; }

    /// <summary>How far it is.</summary>
    public required IndexState State { get; init; }

    /// <summary>The last key that building has looked at.</summary>
    public long At { get; init; }

    /// <summary>How many records building has looked at.</summary>
    public long Done { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Created { get; init; }
}

/// <summary>How far an index is.</summary>
public enum IndexState
{
    /// <summary>Records that were there before it are being read; changes write it already, and nothing is found by it yet.</summary>
    Building = 0,

    /// <summary>Records are found by it.</summary>
    Ready = 1,

    /// <summary>Its rows are being removed; nothing is found by it any more.</summary>
    Dropping = 2,
}
