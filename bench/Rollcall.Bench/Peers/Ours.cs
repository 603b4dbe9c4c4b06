namespace Rollcall.Bench.Peers;

/// <summary>How one of our servers is started.</summary>
internal sealed record Ours
{
    /// <summary>A PostgreSQL server to make a database of its own on, or null.</summary>
    public string? Postgres { get; init; }

    /// <summary>A database that is there already, or null.</summary>
    public string? Database { get; init; }

    /// <summary>A data folder that stays; null for one of its own, which goes with it.</summary>
    public string? Folder { get; init; }

    /// <summary>The path and the token of an account that is there already; null to make one.</summary>
    public (string Path, string Token)? Account { get; init; }

    /// <summary>What its environment holds besides.</summary>
    public Dictionary<string, string> Environment { get; init; } = [];

    /// <summary>Operations that one commit may carry, in a host of the bench's own; null for the program as it is delivered.</summary>
    public int? BatchLimit { get; init; }

    /// <summary>A filled folder.</summary>
    public static Ours On(Seeding.Seeded seeded) => new() { Folder = seeded.Folder, Database = seeded.Postgres, Account = (seeded.Path, seeded.Token) };
}
