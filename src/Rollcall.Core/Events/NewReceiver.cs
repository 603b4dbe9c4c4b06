namespace Rollcall.Core.Events;

/// <summary>The wish for a receiver.</summary>
public sealed record NewReceiver
{
    /// <summary>How it gets its events.</summary>
    public required ReceiverKind Kind { get; init; }

    /// <summary>The name that people read, 1 to 100 characters.</summary>
    public required string Label { get; init; }

    /// <summary>Where events are posted; null for one that polls.</summary>
    public string? Url { get; init; }

    /// <summary>What tokens name as <c>aud</c>; null takes the URL, or the receiver's id where it polls.</summary>
    public string? Audience { get; init; }

    /// <summary>Which events it wants.</summary>
    public EventKinds Kinds { get; init; } = EventKinds.All;

    /// <summary>Whether its events carry data.</summary>
    public bool Full { get; init; }

    /// <summary>What a push receiver asks to be shown as a bearer token; null shows none.</summary>
    public string? BearerToken { get; init; }

    /// <summary>Begins with everything that the journal still knows and not with the next change.</summary>
    public bool FromBeginning { get; init; }
}
