using System.Data.Common;

namespace Rollcall.Core.Storage.Engines;

/// <summary>One request's question among those that are asked together.</summary>
internal abstract class Lookup(Sql sql, Value[] arguments, long? premised)
{
    public Sql Sql => sql;

    public Value[] Arguments => arguments;

    /// <summary>The account whose settings' number is wanted too; null where no premise is open.</summary>
    public long? Premised => premised;

    /// <summary>That number; -1 where the account has none.</summary>
    public long Settings { get; set; } = -1;

    /// <summary>Takes a row of the answer. What cannot be read fails this question and none of its neighbours.</summary>
    public abstract void Take(DbDataReader row);

    /// <summary>Lets the request go on with what was taken.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception exception);

    /// <summary>Forgets what was taken: the question is asked again.</summary>
    public abstract void Reset();
}

/// <inheritdoc/>
internal sealed class Lookup<T>(Sql sql, Value[] arguments, long? premised, Func<DbDataReader, T> read) : Lookup(sql, arguments, premised)
{
    // The request goes on on a thread of its own: who asks the database does not do its work.
    private readonly TaskCompletionSource<List<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<T> _rows = [];
    private Exception? _failure;

    public Task<List<T>> Answered => _answer.Task;

    public override void Take(DbDataReader row)
    {
        try
        {
            _rows.Add(read(row));
        }
        catch (Exception failure) when (failure is InvalidCastException or FormatException or OverflowException or ArgumentException or InvalidDataException)
        {
            _failure ??= failure;
        }
    }

    public override void Answer()
    {
        if (_failure is null)
        {
            _answer.SetResult(_rows);
        }
        else
        {
            _answer.SetException(_failure);
        }
    }

    public override void Fail(Exception exception) => _answer.SetException(exception);

    public override void Reset() => (_rows, _failure) = ([], null);
}
