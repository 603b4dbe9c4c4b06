namespace Rollcall.Server.Contracts;

/// <summary>A receiver of an account's events, without its secret.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Label">What people read; unique within the account.</param>
/// <param name="Kind"><c>push</c> (RFC 8935), <c>poll</c> (RFC 8936) or <c>webhook</c> (Standard Webhooks).</param>
/// <param name="Url">Where events are posted; for one that polls, where it asks.</param>
/// <param name="Audience">What its tokens name as aud.</param>
/// <param name="Events">Which it wants: <c>create</c>, <c>patch</c>, <c>put</c>, <c>delete</c>, <c>activate</c>, <c>deactivate</c>.</param>
/// <param name="Full">Whether events carry data and not only the names of attributes.</param>
/// <param name="State"><c>active</c>, <c>paused</c> or <c>held</c>.</param>
/// <param name="KeysUrl">Where the keys are that verify its tokens; absent for a webhook.</param>
/// <param name="Delivered">How many events it has taken.</param>
/// <param name="LastDelivered">When it last took one.</param>
/// <param name="Failures">How many attempts in a row have failed.</param>
/// <param name="FailingSince">Since when.</param>
/// <param name="NextTry">When it is tried again.</param>
/// <param name="LastError">What the last failure was.</param>
/// <param name="Created">When it was made.</param>
internal sealed record ReceiverView(
    string Id,
    string Label,
    string Kind,
    string Url,
    string Audience,
    IReadOnlyList<string> Events,
    bool Full,
    string State,
    string? KeysUrl,
    long Delivered,
    DateTimeOffset? LastDelivered,
    int Failures,
    DateTimeOffset? FailingSince,
    DateTimeOffset? NextTry,
    string? LastError,
    DateTimeOffset Created);

/// <summary>All receivers of an account, oldest first.</summary>
internal sealed record ReceiverList(IReadOnlyList<ReceiverView> Items);

/// <summary>The wish for a receiver.</summary>
/// <param name="Label">1 to 100 characters, unique within the account.</param>
/// <param name="Kind"><c>push</c>, <c>poll</c> or <c>webhook</c>.</param>
/// <param name="Url">Where events are posted; left out for one that polls.</param>
/// <param name="Audience">What tokens name as aud; the URL, or the receiver's id, where left out.</param>
/// <param name="Events">Which it wants; all where left out.</param>
/// <param name="Full">Whether events carry data; false where left out.</param>
/// <param name="BearerToken">What a push receiver asks to be shown; nothing where left out. It is sealed and never shown again.</param>
/// <param name="FromBeginning">Begins with the first change that the journal knows and not with the next; false where left out.</param>
internal sealed record ReceiverWish(
    string Label,
    string Kind,
    string? Url = null,
    string? Audience = null,
    IReadOnlyList<string>? Events = null,
    bool Full = false,
    string? BearerToken = null,
    bool FromBeginning = false);

/// <summary>A new receiver with its secret, which is shown this once.</summary>
/// <param name="Secret">What a webhook is verified with (<c>whsec_...</c>), or the key that a poll bears; absent for push.</param>
/// <param name="About">The rest of it.</param>
internal sealed record IssuedReceiverView(string? Secret, ReceiverView About);

/// <summary>How a receiver goes on.</summary>
/// <param name="Skip">Leaves out what has waited; false where left out.</param>
internal sealed record ResumeWish(bool Skip = false);

/// <summary>What became of one event at a receiver.</summary>
/// <param name="No">The number of the change in the journal.</param>
/// <param name="At">When it was last tried.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Status">The status that the receiver answered, where it did.</param>
/// <param name="Error">Why it was not taken; absent where it was.</param>
internal sealed record DeliveryView(long No, DateTimeOffset At, int Attempts, int? Status, string? Error);

/// <summary>The latest deliveries to a receiver, newest first.</summary>
internal sealed record DeliveryList(IReadOnlyList<DeliveryView> Items);

/// <summary>What became of a test event.</summary>
/// <param name="Taken">Whether the receiver took it.</param>
/// <param name="Status">The status that it answered, where it did.</param>
/// <param name="Error">Why it was not taken.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record ReceiverTest(bool Taken, int? Status, string? Error, long Milliseconds);
