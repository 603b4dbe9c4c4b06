using System.Data.Common;
using Npgsql;

namespace Rollcall.Core.Storage.Engines;

/// <summary>
/// Reads by key of many requests in one round trip: while a few batches are under way the next questions gather, and travel together as soon as one is back.
/// A request alone waits for nobody.
/// </summary>
/// <param name="source">Connections of their own, at least <see cref="MostUnderWay"/>.</param>
/// <param name="isOutage">Whether all must fail together.</param>
internal sealed class SharedLookups(NpgsqlDataSource source, Func<Exception, bool> isOutage)
{
    /// <summary>Batches under way at once.</summary>
    public const int MostUnderWay = 3;

    /// <summary>Questions of one batch: its answer is held until the last is there.</summary>
    private const int MostTogether = 64;

    /// <summary>Questions that gather before another batch goes out beside one that is under way: fewer and fuller batches cost both sides less.</summary>
    private const int Enough = 32;

    private static readonly string Settings = "select account, settings_no from lanes where account = any($1)";

    private readonly Lock _gate = new();
    private readonly Queue<Lookup> _waiting = new();
    private int _underWay;

    /// <summary>Asks; completes when the answer was taken in, or with what the database said.</summary>
    public void Ask(Lookup lookup)
    {
        lock (_gate)
        {
            _waiting.Enqueue(lookup);
            if (_underWay > 0 && (_underWay == MostUnderWay || _waiting.Count < Enough))
            {
                return;
            }

            _underWay++;
        }

        _ = AnswerAllAsync();
    }

    private async Task AnswerAllAsync()
    {
        while (Next() is { Count: > 0 } together)
        {
            await AnswerAsync(together);
        }
    }

    private List<Lookup> Next()
    {
        lock (_gate)
        {
            var together = new List<Lookup>(Math.Min(_waiting.Count, MostTogether));
            while (together.Count < MostTogether && _waiting.TryDequeue(out var lookup))
            {
                together.Add(lookup);
            }

            if (together.Count == 0)
            {
                _underWay--;
            }

            return together;
        }
    }

    private async Task AnswerAsync(List<Lookup> together)
    {
        try
        {
            await ReadAsync(together);
        }
        catch (Exception failure)
        {
            if (together.Count == 1 || isOutage(failure))
            {
                together.ForEach(lookup => lookup.Fail(failure));
                return;
            }

            // One question spoilt the answers of all: each is asked alone, and only that one fails.
            foreach (var lookup in together)
            {
                lookup.Reset();
                await AnswerAsync([lookup]);
            }

            return;
        }

        together.ForEach(static lookup => lookup.Answer());
    }

    private async Task ReadAsync(List<Lookup> together)
    {
        var questions = together.GroupBy(static lookup => lookup.Sql).Select(static group => group.ToList()).ToList();
        await using var batch = source.CreateBatch();
        var premised = together.Where(static lookup => lookup.Premised is not null).ToLookup(static lookup => lookup.Premised!.Value);
        if (premised.Count > 0)
        {
            // First, so that what is read after it is at least as new.
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Settings) { Parameters = { PostgresParameters.Numbers([.. premised.Select(static account => account.Key)]) } });
        }

        foreach (var question in questions)
        {
            batch.BatchCommands.Add(Command(question));
        }

        await using var reader = await batch.ExecuteReaderAsync();
        if (premised.Count > 0)
        {
            await ReadSettingsAsync(reader, premised);
            await reader.NextResultAsync();
        }

        foreach (var question in questions)
        {
            await ReadAnswersAsync(reader, question);
            await reader.NextResultAsync();
        }
    }

    private static async Task ReadSettingsAsync(DbDataReader reader, ILookup<long, Lookup> premised)
    {
        while (await reader.ReadAsync())
        {
            foreach (var lookup in premised[reader.GetInt64(0)])
            {
                lookup.Settings = reader.GetInt64(1);
            }
        }
    }

    private static async Task ReadAnswersAsync(DbDataReader reader, List<Lookup> question)
    {
        var number = reader.FieldCount - 1;
        while (await reader.ReadAsync())
        {
            question[(int)reader.GetInt64(number) - 1].Take(reader);
        }
    }

    private static NpgsqlBatchCommand Command(List<Lookup> question)
    {
        var command = new NpgsqlBatchCommand(question[0].Sql.Shared!);
        var rows = question.ConvertAll(static lookup => lookup.Arguments);
        for (var i = 0; i < question[0].Sql.Key.Count; i++)
        {
            command.Parameters.Add(PostgresParameters.Column(question[0].Sql.Key[i], rows, i));
        }

        return command;
    }
}
