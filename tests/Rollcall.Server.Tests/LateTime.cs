namespace Rollcall.Server.Tests;

/// <summary>The system's clock, put forward at will.</summary>
internal sealed class LateTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
