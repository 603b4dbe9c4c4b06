using System.Data.Common;
using Npgsql;

namespace Rollcall.Core.Storage.Engines;

/// <summary>One request reading: its lookups travel with those of others, and only for what is asked alone does it take a connection.</summary>
internal sealed class PostgresReading(NpgsqlDataSource readers, SharedLookups lookups, Premise? premise) : Session, IAsyncDisposable
{
    private PostgresSession? _alone;

    public override async ValueTask<List<T>> QueryAsync<T>(Sql sql, Value[] arguments, Func<DbDataReader, T> read, CancellationToken ct)
    {
        if (sql.Shared is null)
        {
            return await (await AloneAsync(ct)).QueryAsync(sql, arguments, read, ct);
        }

        var open = premise is { IsChecked: false } ? premise : null;
        var lookup = new Lookup<T>(sql, arguments, open?.Account, read);
        lookups.Ask(lookup);
        var rows = await lookup.Answered.WaitAsync(ct);
        if (open is null)
        {
            return rows;
        }

        await open.CheckAsync(this, lookup.Settings, ct);
        return open.Holds(lookup.Settings) ? rows : await QueryAsync(sql, arguments, read, ct);
    }

    public override async ValueTask<int> ExecuteAsync(Sql sql, Value[] arguments, CancellationToken ct) => await (await AloneAsync(ct)).ExecuteAsync(sql, arguments, ct);

    public override async ValueTask RunAsync(IReadOnlyList<Step> steps, CancellationToken ct) => await (await AloneAsync(ct)).RunAsync(steps, ct);

    public ValueTask DisposeAsync() => _alone?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask<PostgresSession> AloneAsync(CancellationToken ct) => _alone ??= new PostgresSession(await readers.OpenConnectionAsync(ct), premise);
}
