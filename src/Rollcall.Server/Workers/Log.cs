namespace Rollcall.Server.Workers;

/// <summary>What operators read; event ids 5100 to 5199.</summary>
internal static partial class Log
{
    [LoggerMessage(5100, LogLevel.Warning, "Last uses cannot be written while the database is away; they wait.")]
    public static partial void UsesWait(ILogger logger, Exception exception);

    [LoggerMessage(5101, LogLevel.Error, "A worker failed and goes on.")]
    public static partial void WorkerFailed(ILogger logger, Exception exception);

    [LoggerMessage(5103, LogLevel.Warning, "Events cannot be delivered while the database is away; they wait.")]
    public static partial void DeliveryWaits(ILogger logger, Exception exception);

    [LoggerMessage(5110, LogLevel.Information, "{Count} secrets are sealed by the new key of the ring.")]
    public static partial void Renewed(ILogger logger, int count);

    [LoggerMessage(5111, LogLevel.Warning, "Secrets cannot be sealed anew while the database is away; the next round tries again.")]
    public static partial void RenewalWaits(ILogger logger, Exception exception);

    [LoggerMessage(5112, LogLevel.Warning, "License policies cannot be carried out while the database is away; the next round goes on where the last one was.")]
    public static partial void PoliciesWait(ILogger logger, Exception exception);

    [LoggerMessage(5113, LogLevel.Warning, "LDAP directories cannot be pulled while the database is away; the next round tries again.")]
    public static partial void PullsWait(ILogger logger, Exception exception);

    [LoggerMessage(5114, LogLevel.Information, "Pull {Run} ended as {State} after {Users} users. {Sentence}")]
    public static partial void Pulled(ILogger logger, long run, string state, long users, string? sentence);

    [LoggerMessage(5102, LogLevel.Warning, "Old exchanges cannot be removed while the database is away; the next round tries again.")]
    public static partial void RetentionWaits(ILogger logger, Exception exception);

    [LoggerMessage(5103, LogLevel.Warning, "Indexes cannot be built while the database is away; the next round goes on where the last one was.")]
    public static partial void IndexesWait(ILogger logger, Exception exception);
}
