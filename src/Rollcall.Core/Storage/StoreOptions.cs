namespace Rollcall.Core.Storage;

/// <summary>Where the data lies.</summary>
public sealed record StoreOptions
{
    /// <summary>A PostgreSQL connection string; null (default) for the embedded SQLite file.</summary>
    public string? Postgres { get; init; }

    /// <summary>The SQLite file; its folder exists.</summary>
    public string File { get; init; } = "rollcall.db";

    /// <summary>Operations that one commit may carry; 1 to 1024, 256 by default. More gains little and makes the others wait longer.</summary>
    public int BatchLimit { get; init; } = 256;

    /// <summary>Connections that write on PostgreSQL, each one lane at a time; 4 by default. SQLite has one writer.</summary>
    public int Writers { get; init; } = 4;

    /// <summary>Connections that read; 8 by default.</summary>
    public int Readers { get; init; } = 8;

    /// <summary>How long a request waits out an outage of the database before it is answered as unavailable; 20 seconds by default, since identity providers wait 60.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
