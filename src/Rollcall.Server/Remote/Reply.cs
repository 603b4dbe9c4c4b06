using Rollcall.Server.Contracts;

namespace Rollcall.Server.Remote;

/// <summary>What a server answered.</summary>
/// <typeparam name="T">The shape of a success.</typeparam>
internal abstract record Reply<T>
{
    private Reply() { }

    /// <summary>Done.</summary>
    public sealed record Good(T Value) : Reply<T>;

    /// <summary>Refused, or not even asked: <see cref="Contracts.Problem.Status"/> is then 0.</summary>
    public sealed record Refused(Problem Problem) : Reply<T>;
}
