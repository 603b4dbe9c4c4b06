using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Server.Api;

/// <summary>What stands in the way of identifying users by email: users without an address, and addresses that several have (product rule 1).</summary>
internal static class UserIdTypeObstacles
{
    private const int Page = 1000;
    private const int MostNamed = 5;

    /// <summary>Each obstacle as a sentence; none where all is well. It runs in the transaction that would change the type.</summary>
    public static async ValueTask<IReadOnlyList<string>> FindAsync(Session session, long account, CancellationToken ct)
    {
        var without = new List<string>();
        var addresses = new Dictionary<string, int>(StringComparer.Ordinal);
        List<UserRow> page;
        for (var after = 0L; ; after = page[^1].Key)
        {
            page = await UserReader.PageAsync(session, account, new RowKey(after), Page, ct);
            foreach (var user in page.Where(static user => user.State != RecordState.Deleted))
            {
                if (user.EmailKey is { } address)
                {
                    addresses[address] = addresses.GetValueOrDefault(address) + 1;
                }
                else
                {
                    without.Add(user.UserName);
                }
            }

            if (page.Count < Page)
            {
                break;
            }
        }

        var repeated = addresses.Where(static pair => pair.Value > 1).Select(static pair => pair.Key).ToList();
        return [.. Sentence(without, "users have no address"), .. Sentence(repeated, "addresses are used by more than one user")];
    }

    private static IEnumerable<string> Sentence(List<string> names, string what) =>
        names.Count == 0 ? [] : [$"{names.Count} {what}: {string.Join(", ", names.Take(MostNamed))}{(names.Count > MostNamed ? ", ..." : "")}."];
}
