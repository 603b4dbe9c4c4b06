using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Rollcall.EndToEnd.Tests.Histories;

namespace Rollcall.EndToEnd.Tests.Fleet;

/// <summary>What several clients did to the same few keys of one account, and when.</summary>
internal sealed class Recording(int licenses)
{
    private const int Enough = 500;

    private readonly ConcurrentQueue<(string Name, Operation<NameAction> Operation)> _names = [];
    private readonly ConcurrentQueue<(string Id, Operation<VersionAction> Operation)> _versions = [];
    private readonly ConcurrentQueue<Operation<LicenseAction>> _licenses = [];

    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Count => _names.Count + _versions.Count + _licenses.Count;

    /// <summary>Ends when enough is written down to be worth a search.</summary>
    public Task Full => _full.Task;

    /// <summary>How many got no answer.</summary>
    public int Open => _names.Count(static entry => entry.Operation.IsOpen) + _versions.Count(static entry => entry.Operation.IsOpen);

    /// <summary>One clock for all clients of this process.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    public void Note(string name, NameAction action, long invoked, bool answered = true)
    {
        _names.Enqueue((name, Of(action, invoked, answered)));
        if (_names.Count > Enough)
        {
            _full.TrySetResult();
        }
    }

    public void Note(string id, VersionAction action, long invoked, bool answered = true) => _versions.Enqueue((id, Of(action, invoked, answered)));

    public void Note(LicenseAction action, long invoked, bool answered = true) => _licenses.Enqueue(Of(action, invoked, answered));

    /// <summary>What fits in no order, for each key that has such.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var name in _names.GroupBy(static entry => entry.Name, static entry => entry.Operation))
        {
            if (Linearizability.Fault(name, "", NameAction.Step) is { } fault)
            {
                yield return $"userName {name.Key}: {fault}";
            }
        }

        foreach (var user in _versions.GroupBy(static entry => entry.Id, static entry => entry.Operation))
        {
            if (Linearizability.Fault(user, 0L, VersionAction.Step) is { } fault)
            {
                yield return $"user {user.Key}: {fault}";
            }
        }

        if (Linearizability.Fault(_licenses, 0, LicenseAction.Of(licenses)) is { } count)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{licenses} licenses: {count}");
        }
    }

    private static Operation<T> Of<T>(T action, long invoked, bool answered) => new(action, invoked, answered ? Now : Operation<T>.Never);
}
