using Rollcall.Core.Access;

namespace Rollcall.Core.Events;

/// <summary>A new receiver with its secret, which is shown this once: what a webhook is verified with, or what polls are signed in with; null for a push receiver.</summary>
public sealed record IssuedReceiver(ReceiverRow Row, Secret? Secret);
