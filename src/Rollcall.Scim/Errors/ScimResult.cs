using System.Diagnostics.CodeAnalysis;

namespace Rollcall.Scim.Errors;

/// <summary>Either a value or a <see cref="ScimError"/>: expected refusals travel as values, exceptions are for bugs and broken machines.</summary>
/// <typeparam name="T">What a success carries.</typeparam>
public readonly struct ScimResult<T>
{
    private readonly T? _value;

    internal ScimResult(T? value, ScimError? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>The refusal, or null on success.</summary>
    public ScimError? Error { get; }

    /// <summary>Reads the value or the refusal: exactly one of the two is set.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out ScimError? error)
    {
        value = _value;
        error = Error;
        return error is null;
    }

    /// <summary>Takes the branch that applies.</summary>
    public TResult Match<TResult>(Func<T, TResult> ok, Func<ScimError, TResult> failed) => Error is null ? ok(_value!) : failed(Error);

    /// <summary>Applies a step that cannot fail.</summary>
    public ScimResult<TNext> Map<TNext>(Func<T, TNext> next) => Error is null ? next(_value!) : Error;

    /// <summary>Applies a step that can fail.</summary>
    public ScimResult<TNext> Then<TNext>(Func<T, ScimResult<TNext>> next) => Error is null ? next(_value!) : Error;

    /// <summary>A success.</summary>
    public static implicit operator ScimResult<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator ScimResult<T>(ScimError error) => new(default, error);
}

/// <summary>Makes successes whose type cannot be inferred from the value: those of an interface, which C# converts by no operator.</summary>
public static class ScimResult
{
    /// <summary>A success.</summary>
    public static ScimResult<T> Of<T>(T value) => new(value, null);
}
