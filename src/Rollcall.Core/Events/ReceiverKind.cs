namespace Rollcall.Core.Events;

/// <summary>How a receiver gets its events.</summary>
public enum ReceiverKind
{
    /// <summary>Signed tokens are posted to it (RFC 8935).</summary>
    Push = 1,

    /// <summary>It asks for signed tokens (RFC 8936).</summary>
    Poll = 2,

    /// <summary>JSON is posted to it, signed as Standard Webhooks has it.</summary>
    Webhook = 3,
}
