using System.Net.Http.Headers;

namespace Rollcall.Core.Events.Outbound;

/// <summary>What a stranger answered.</summary>
/// <param name="Status">The status; a redirect is one like any other.</param>
/// <param name="Body">The body, at most 64 KiB.</param>
/// <param name="RetryAfter">When he wants to be asked again, or null.</param>
public sealed record OutboundAnswer(int Status, ReadOnlyMemory<byte> Body, RetryConditionHeaderValue? RetryAfter);
