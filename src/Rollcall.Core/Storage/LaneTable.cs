namespace Rollcall.Core.Storage;

/// <summary>The table of lanes.</summary>
public static class LaneTable
{
    private static readonly Sql InsertText = new("insert into lanes (account, commit_no, next_key, last_at) values ($1, 1, $2, $3)");

    /// <summary>The number of an account's settings in a statement that has <see cref="JoinOn"/>: both are as of one moment.</summary>
    public const string SettingsNumber = "lanes.settings_no";

    /// <summary>Joins an account's lane to a statement.</summary>
    /// <param name="account">The expression of the account's number.</param>
    public static string JoinOn(string account) => $"join lanes on lanes.account = {account}";

    /// <summary>Makes the lane of a new account inside the transaction of lane 0, with its first commit already granted.</summary>
    /// <remarks>Nobody else can know the account before that transaction commits, so holding both lanes cannot deadlock.</remarks>
    /// <param name="session">The transaction of lane 0.</param>
    /// <param name="account">The new account's number.</param>
    /// <param name="keys">How many keys the first commit takes.</param>
    /// <param name="at">Microseconds UTC.</param>
    /// <param name="ct">Cancels.</param>
    public static async ValueTask<LaneGrant> CreateAsync(Session session, long account, int keys, long at, CancellationToken ct)
    {
        await session.ExecuteAsync(InsertText, [account, 1L + keys, at], ct);
        return new LaneGrant(account, 1, 1 + keys, keys, at);
    }
}
