namespace Rollcall.Server.Hosting;

/// <summary>Which database holds the data.</summary>
internal enum StoreKind
{
    /// <summary>One file in the data folder; nothing to install.</summary>
    Sqlite = 0,

    /// <summary>A PostgreSQL server.</summary>
    Postgres = 1,
}
