namespace Rollcall.Core.Events;

/// <summary>How events are told.</summary>
public sealed class EventOptions
{
    /// <summary>The address by which clients reach us, as it is now; issuers begin with it.</summary>
    public required Func<Uri> PublicAddress { get; init; }

    /// <summary>For how long a failing receiver is tried before its delivery is held. Default 3 days.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The pause after the first failure; it doubles up to <see cref="LongestPause"/>. Default one second.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between attempts, unless the receiver asks for a longer one. Default one hour.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long one attempt may take. Default 30 seconds.</summary>
    public TimeSpan AttemptTime { get; init; } = TimeSpan.FromSeconds(30);
}
