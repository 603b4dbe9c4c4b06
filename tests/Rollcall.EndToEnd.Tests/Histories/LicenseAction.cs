namespace Rollcall.EndToEnd.Tests.Histories;

/// <summary>What was done to the licenses of one account, and what it told. The state is how many users are entitled.</summary>
internal abstract record LicenseAction
{
    private LicenseAction()
    {
    }

    /// <summary>Somebody entitled came.</summary>
    internal sealed record Come : LicenseAction;

    /// <summary>Somebody entitled went.</summary>
    internal sealed record Go : LicenseAction;

    /// <summary>The counts were read.</summary>
    internal sealed record See(int Assigned, int Waiting) : LicenseAction;

    /// <summary>Never more than there are, and nobody waits beside a free one.</summary>
    public static Func<int, LicenseAction, IEnumerable<int>> Of(int total) => (entitled, action) => action switch
    {
        Come => [entitled + 1],
        Go when entitled > 0 => [entitled - 1],
        See { Assigned: var assigned, Waiting: var waiting } when assigned == Math.Min(total, entitled) && waiting == Math.Max(0, entitled - total) => [entitled],
        _ => [],
    };
}
