using Npgsql;

namespace Rollcall.Core.Storage.Engines;

/// <summary>What PostgreSQL's own settings say of how durable a commit is.</summary>
internal static class PostgresDurability
{
    private const string Settings = "select current_setting('synchronous_commit'), current_setting('synchronous_standby_names')";

    /// <summary>What an operator should know, or null.</summary>
    public static string? Weakness(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var hasSeveralHosts = settings.Host?.Contains(',', StringComparison.Ordinal) == true;
        using var source = PostgresHosts.Primary(settings);
        using var command = source.CreateCommand(Settings);
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetString(0), reader.GetString(1)) switch
        {
            ("off", _) => "PostgreSQL's synchronous_commit is off: a write that was answered may be lost when the database crashes. Set it to on.",
            ("local", _) when hasSeveralHosts => "PostgreSQL's synchronous_commit is local: a failover may lose writes that were answered. Set it to on.",
            (_, "") when hasSeveralHosts => "PostgreSQL's synchronous_standby_names is empty: a failover may lose writes that were answered. Name the replica there.",
            _ => null,
        };
    }
}
