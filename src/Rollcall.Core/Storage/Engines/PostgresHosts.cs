using Npgsql;

namespace Rollcall.Core.Storage.Engines;

/// <summary>The hosts of a PostgreSQL connection string: whichever of them is the primary is talked to, and no other.</summary>
internal static class PostgresHosts
{
    /// <summary>
    /// A source of connections to the primary alone. A replica may be behind, so nothing is read there: neither for a decision nor for an answer.
    /// </summary>
    /// <remarks>
    /// Where several hosts are named, the driver remembers for a second which of them is the primary; its own ten seconds would be ten seconds of outage after
    /// each failover. A pooled connection needs no check: a primary becomes a replica only by a restart, which ends its connections.
    /// </remarks>
    public static NpgsqlDataSource Primary(NpgsqlConnectionStringBuilder settings)
    {
        // The driver takes the wish by code, and refuses one that stands in the text as well.
        settings.Remove("Target Session Attributes");
        if (settings.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            settings.HostRecheckSeconds = 1;
            return new NpgsqlDataSourceBuilder(settings.ConnectionString).BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary);
        }

        return new NpgsqlDataSourceBuilder(settings.ConnectionString).UsePhysicalConnectionInitializer(RefuseReplica, RefuseReplicaAsync).Build();
    }

    /// <summary>The same settings with the one host that a connection goes to.</summary>
    public static string Only(string settings, NpgsqlConnection connection)
    {
        var only = new NpgsqlConnectionStringBuilder(settings) { Host = connection.Host, Port = connection.Port };
        only.Remove("Target Session Attributes");
        return only.ConnectionString;
    }

    /// <summary>One name may lead to a replica too, where an address moves or a name's server is behind.</summary>
    private static void RefuseReplica(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(IsReplica, connection);
        Refuse((bool)command.ExecuteScalar()!);
    }

    private static async Task RefuseReplicaAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(IsReplica, connection);
        Refuse((bool)(await command.ExecuteScalarAsync())!);
    }

    private const string IsReplica = "select pg_is_in_recovery()";

    private static void Refuse(bool isReplica)
    {
        if (isReplica)
        {
            throw new NpgsqlException("This PostgreSQL is a replica, and only a primary may be asked.");
        }
    }
}
