using Rollcall.Scim.Messages.Events;

namespace Rollcall.Core.Events;

/// <summary>One event of one receiver.</summary>
/// <param name="No">The number of the change in the journal.</param>
/// <param name="Event">What is told.</param>
public sealed record EventItem(long No, SecurityEvent Event);

/// <summary>A stretch of the journal as one receiver sees it.</summary>
/// <param name="Items">Its events in order.</param>
/// <param name="Last">The number up to which the journal was read; the receiver's place where nothing was.</param>
/// <param name="More">Whether there may be more.</param>
public sealed record EventPage(IReadOnlyList<EventItem> Items, long Last, bool More);
