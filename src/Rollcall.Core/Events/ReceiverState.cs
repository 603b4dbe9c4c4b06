namespace Rollcall.Core.Events;

/// <summary>Whether events go to a receiver.</summary>
public enum ReceiverState
{
    /// <summary>They do.</summary>
    Active = 1,

    /// <summary>An administrator paused it; events wait.</summary>
    Paused = 2,

    /// <summary>It failed for too long, or said that it is gone; events wait until somebody resumes it (RC141).</summary>
    Held = 3,
}
