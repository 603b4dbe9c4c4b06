namespace Rollcall.Core.Events.Outbound;

/// <summary>A connection of our own would have gone where the operator does not allow one; no byte was sent.</summary>
/// <param name="message">Why, for an administrator.</param>
/// <param name="cause">What carried the news here, or null.</param>
public sealed class OutboundRefusedException(string message, Exception? cause = null) : Exception(message, cause);
