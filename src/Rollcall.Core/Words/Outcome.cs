namespace Rollcall.Core.Words;

/// <summary>What became of a wish: done, or refused for a reason that was expected. Defects and outages are exceptions.</summary>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>Answers by the case at hand.</summary>
    public TResult Match<TResult>(Func<T, TResult> done, Func<Refusal, TResult> refused)
    {
        ArgumentNullException.ThrowIfNull(done);
        ArgumentNullException.ThrowIfNull(refused);
        return this switch
        {
            Done d => done(d.Value),
            Refused r => refused(r.Reason),
            _ => throw new InvalidOperationException("An outcome has two cases."),
        };
    }

    public static implicit operator Outcome<T>(T value) => new Done(value);

    public static implicit operator Outcome<T>(Refusal reason) => new Refused(reason);

    /// <summary>It was done, durably where it writes.</summary>
    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(Refusal Reason) : Outcome<T>;
}
