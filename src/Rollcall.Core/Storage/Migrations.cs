using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using Npgsql;
using Rollcall.Core.Storage.Engines;

namespace Rollcall.Core.Storage;

/// <summary>Brings a database to this program's schema: forward only, each script in its own transaction, never edited once released.</summary>
internal static class Migrations
{
    private const long StartLock = 0x526F6C6C63616C6C;

    public static void Sqlite(string connectionString) => Run(DeployChanges.To.SqliteDatabase(connectionString), "sqlite");

    /// <summary>Several processes may start at once; an advisory lock lets one of them migrate while the others wait.</summary>
    public static void Postgres(string connectionString)
    {
        using var hosts = PostgresHosts.Primary(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        using var connection = hosts.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = $"select pg_advisory_lock({StartLock})";
        command.ExecuteNonQuery();
        Run(DeployChanges.To.PostgresqlDatabase(PostgresHosts.Only(connectionString, connection)), "postgres");
    }

    private static void Run(UpgradeEngineBuilder builder, string engine)
    {
        var prefix = $"Rollcall.Core.Storage.Migrations.{engine}.";
        var upgrader = builder
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
        RefuseNewer(upgrader, prefix);
        var result = upgrader.PerformUpgrade();
        if (!result.Successful)
        {
            throw new StoreUnavailableException($"Migration {result.ErrorScript?.Name ?? "(none)"} failed: {result.Error.Message}", result.Error);
        }
    }

    private static void RefuseNewer(UpgradeEngine upgrader, string prefix)
    {
        var known = upgrader.GetDiscoveredScripts().Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var newer = upgrader.GetExecutedScripts().Where(s => !known.Contains(s)).ToList();
        if (newer.Count > 0)
        {
            throw new StoreUnavailableException(
                $"The database is newer than this program: it has {newer[^1].Replace(prefix, string.Empty, StringComparison.Ordinal)}. Start the version that wrote it, or a later one.");
        }
    }
}
