using Rollcall.Server.Contracts;

namespace Rollcall.Server.Remote;

/// <summary>What a server answered.</summary>
/// <typeparam name="T">The shape of a success.</typeparam>
internal abstract record Reply<T>
{
    private Reply() { }

    /// <summary>Done.</summary>
    public sealed record Good(T Value) : Reply<T>;

    /// <summary>Refused, for a reason.</summary>
    public sealed record Refused(Problem Problem) : Reply<T>;

    /// <summary>Not asked, or the answer was not understood.</summary>
    public sealed record Failed(string Sentence) : Reply<T>;
}
