using System.Data.Common;
using Npgsql;

namespace Rollcall.Core.Storage.Engines;

/// <summary>One PostgreSQL connection; the driver prepares each text once a connection, and steps travel as one batch.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, Premise? premise = null) : Session, IAsyncDisposable
{
    public NpgsqlConnection Connection { get; } = connection;

    public override async ValueTask<List<T>> QueryAsync<T>(Sql sql, Value[] arguments, Func<DbDataReader, T> read, CancellationToken ct)
    {
        if (premise is { IsChecked: false })
        {
            return await QueryUnderPremiseAsync(premise, sql, arguments, read, ct);
        }

        await using var command = Command(sql, arguments);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await AllAsync(reader, read, ct);
    }

    public override async ValueTask<int> ExecuteAsync(Sql sql, Value[] arguments, CancellationToken ct)
    {
        await using var command = Command(sql, arguments);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public override async ValueTask RunAsync(IReadOnlyList<Step> steps, CancellationToken ct)
    {
        if (premise is { IsChecked: false })
        {
            await QueryUnderPremiseAsync(premise, Premise.Text, [premise.Account], static row => row.GetInt64(0), ct);
        }

        await using var batch = new NpgsqlBatch(Connection);
        var reads = new List<Action<DbDataReader>>();
        foreach (var step in steps.Where(s => s.Rows.Count > 0))
        {
            batch.BatchCommands.Add(Arrays(step));
            if (step.Read is not null)
            {
                reads.Add(step.Read);
            }
        }

        if (batch.BatchCommands.Count == 0)
        {
            return;
        }

        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var read in reads)
        {
            while (await reader.ReadAsync(ct))
            {
                read(reader);
            }

            await reader.NextResultAsync(ct);
        }

        while (await reader.NextResultAsync(ct))
        {
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    /// <summary>The check and the query in one round trip; where the check fails and what matters is still so, the query once more.</summary>
    private async ValueTask<List<T>> QueryUnderPremiseAsync<T>(Premise open, Sql sql, Value[] arguments, Func<DbDataReader, T> read, CancellationToken ct)
    {
        long settings;
        await using (var batch = new NpgsqlBatch(Connection))
        {
            var check = new NpgsqlBatchCommand(Premise.Text.Postgres);
            check.Parameters.Add(PostgresParameters.Of(open.Account));
            var query = new NpgsqlBatchCommand(sql.Postgres);
            Fill(query.Parameters, sql, arguments);
            batch.BatchCommands.Add(check);
            batch.BatchCommands.Add(query);
            await using var reader = await batch.ExecuteReaderAsync(ct);
            settings = await reader.ReadAsync(ct) ? reader.GetInt64(0) : -1;
            if (open.Holds(settings))
            {
                await open.CheckAsync(this, settings, ct);
                await reader.NextResultAsync(ct);
                return await AllAsync(reader, read, ct);
            }
        }

        await open.CheckAsync(this, settings, ct);
        return await QueryAsync(sql, arguments, read, ct);
    }

    private static async ValueTask<List<T>> AllAsync<T>(NpgsqlDataReader reader, Func<DbDataReader, T> read, CancellationToken ct)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private NpgsqlCommand Command(Sql sql, Value[] arguments)
    {
        var command = new NpgsqlCommand(sql.Postgres, Connection);
        Fill(command.Parameters, sql, arguments);
        return command;
    }

    private static void Fill(NpgsqlParameterCollection parameters, Sql sql, Value[] arguments)
    {
        foreach (var argument in arguments.AsSpan(0, sql.Parameters))
        {
            parameters.Add(PostgresParameters.Of(argument));
        }
    }

    private static NpgsqlBatchCommand Arrays(Step step)
    {
        var command = new NpgsqlBatchCommand(step.Statement.Sql.Postgres);
        for (var c = 0; c < step.Statement.Types.Count; c++)
        {
            command.Parameters.Add(PostgresParameters.Column(step.Statement.Types[c], step.Rows, c));
        }

        return command;
    }
}
