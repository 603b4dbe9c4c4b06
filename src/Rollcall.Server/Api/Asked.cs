using Rollcall.Core.Accounts;
using Rollcall.Core.Words;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>Finds the directory that a route names, by id or by label.</summary>
internal sealed class Asked(DirectoryRegister directories)
{
    /// <summary>What a request gets where there is none.</summary>
    public static ProblemResult NoDirectory { get; } = Refusals.Missing(
        "directory-unknown", "There is no such directory in this account.", "Name it by id or label; 'rollcall directory list' shows them.");

    /// <summary>The directory, or null.</summary>
    public async ValueTask<DirectoryRow?> FindAsync(Visit visit, string text, CancellationToken ct)
    {
        if (Guid.TryParse(text, out var id) && await directories.FindAsync(visit.Account.Number, new DirectoryId(id), ct) is { } row)
        {
            return row;
        }

        var all = await directories.ListAsync(visit.Account.Number, ct);
        return all.FirstOrDefault(directory => string.Equals(directory.Label, text, StringComparison.OrdinalIgnoreCase));
    }
}
