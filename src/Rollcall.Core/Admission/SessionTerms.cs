namespace Rollcall.Core.Admission;

/// <summary>How long a session lives (product rule 29).</summary>
public static class SessionTerms
{
    /// <summary>Without a heartbeat it lapses after this.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    /// <summary>However alive, it ends after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Whether the session counts at <paramref name="now"/>.</summary>
    public static bool IsLive(DateTimeOffset started, DateTimeOffset lastHeartbeat, DateTimeOffset now) =>
        now - lastHeartbeat < Silence && now - started < Longest;
}
