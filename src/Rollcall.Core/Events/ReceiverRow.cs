using Rollcall.Core.Words;

namespace Rollcall.Core.Events;

/// <summary>A receiver of an account's events, as it stands.</summary>
public sealed record ReceiverRow
{
    /// <summary>The account's number.</summary>
    public required long Account { get; init; }

    /// <summary>Its key.</summary>
    public required RowKey Key { get; init; }

    /// <summary>The public id.</summary>
    public required ReceiverId Id { get; init; }

    /// <summary>The name that people read; unique within the account, case ignored.</summary>
    public required string Label { get; init; }

    /// <summary>How it gets its events.</summary>
    public required ReceiverKind Kind { get; init; }

    /// <summary>Where they are posted; null for one that polls.</summary>
    public Uri? Url { get; init; }

    /// <summary>What its tokens name as <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>Which events it wants.</summary>
    public required EventKinds Kinds { get; init; }

    /// <summary>Whether its events carry data and not only the names of attributes.</summary>
    public required bool Full { get; init; }

    /// <summary>The sealed secret: what a webhook is signed with, or what a push receiver is shown; null where there is none.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Whether events go to it.</summary>
    public required ReceiverState State { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Its place in the journal: every change up to this number has been told or is not for it.</summary>
    public required long No { get; init; }

    /// <summary>Numbers beyond its place that it has acknowledged out of order, for one that polls.</summary>
    public IReadOnlyList<long> Taken { get; init; } = [];

    /// <summary>How many attempts in a row have failed.</summary>
    public int Failures { get; init; }

    /// <summary>Since when; null while all is well.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>What the last failure was.</summary>
    public string? LastError { get; init; }

    /// <summary>When it last took an event.</summary>
    public DateTimeOffset? LastDelivered { get; init; }

    /// <summary>How many it has taken.</summary>
    public long Delivered { get; init; }

    /// <summary>Rises when somebody changes it, so that a courier on its way learns of it; its own progress does not count.</summary>
    public long Revision { get; init; }

    /// <summary>What its sealed secret is bound to: that of one receiver opens at no other, nor for another address.</summary>
    public string SecretPlace => PlaceOf(Id, Url);

    /// <summary>What the sealed secret of a receiver is bound to.</summary>
    public static string PlaceOf(ReceiverId id, Uri? url) => $"receiver {id} {url?.AbsoluteUri}";
}
