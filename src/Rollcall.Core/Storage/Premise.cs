namespace Rollcall.Core.Storage;

/// <summary>
/// What a request was let in on from memory where other processes write too: the number that its account's settings had then. The request's first read, or
/// its write, checks that number in the same round trip; only where it has moved is the truth read again.
/// </summary>
/// <param name="account">The account's number.</param>
/// <param name="settings">How often its settings had changed.</param>
/// <param name="recheck">Reads again what was taken for true; throws <see cref="PremiseLostException"/> where it is not any more.</param>
public sealed class Premise(long account, long settings, Func<Session, CancellationToken, ValueTask> recheck)
{
    /// <summary>This premise and something more that must still be so when settings have changed.</summary>
    /// <param name="more">Reads again what was taken for true; throws <see cref="PremiseLostException"/> where it is not any more.</param>
    public Premise And(Func<Session, CancellationToken, ValueTask> more) => new(account, settings, async (session, ct) =>
    {
        await recheck(session, ct);
        await more(session, ct);
    });

    /// <summary>Reads the number of $1's settings.</summary>
    internal static readonly Sql Text = new("select settings_no from lanes where account = $1");

    /// <summary>The account.</summary>
    internal long Account => account;

    /// <summary>Whether it was checked: once a request is enough.</summary>
    internal bool IsChecked { get; private set; }

    /// <summary>Whether the number has not moved.</summary>
    internal bool Holds(long now) => now == settings;

    /// <summary>Goes on where it holds or what matters is still so.</summary>
    internal async ValueTask CheckAsync(Session session, long now, CancellationToken ct)
    {
        // What is read again to find out is not itself under the premise.
        IsChecked = true;
        try
        {
            if (!Holds(now))
            {
                await recheck(session, ct);
            }
        }
        catch
        {
            // A read that is repeated after an outage begins at the check.
            IsChecked = false;
            throw;
        }
    }
}

/// <summary>What a request was let in on is not so any more; the request has changed nothing.</summary>
/// <param name="found">What is so instead, in the words of who rechecked it.</param>
public sealed class PremiseLostException(object found) : Exception("The settings changed while the request was on its way.")
{
    /// <summary>What is so instead.</summary>
    public object Found { get; } = found;
}
