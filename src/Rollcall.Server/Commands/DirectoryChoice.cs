using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary>Which directory a command means: the one named, else the only SCIM directory of the account.</summary>
internal static class DirectoryChoice
{
    /// <summary>Its path below the account's; null where none is meant, which has been said.</summary>
    public static async Task<string?> PathAsync(Ask ask, string account, string? named)
    {
        if (named is not null)
        {
            return $"{account}/directories/{Uri.EscapeDataString(named)}";
        }

        switch (await ScimAsync(ask, account))
        {
            case Reply<DirectoryList>.Good({ Items: [var only] }):
                return $"{account}/directories/{only.Id}";
            case Reply<DirectoryList>.Good({ Items: [] }):
                ask.Say.Fail("The account has no SCIM directory; 'rollcall directory create' makes one.");
                return null;
            case Reply<DirectoryList>.Good(var list):
                ask.Say.Fail($"The account has several SCIM directories; name one by --directory: {string.Join(", ", list.Items.Select(static d => d.Label))}.");
                return null;
            case var other:
                ask.Fail(other);
                return null;
        }
    }

    /// <summary>The SCIM directories of an account.</summary>
    public static async Task<Reply<DirectoryList>> ScimAsync(Ask ask, string account)
    {
        var reply = await ask.Api.GetAsync(account + "/directories", ApiJson.Readable.DirectoryList, ask.Ct);
        return reply is Reply<DirectoryList>.Good(var all)
            ? new Reply<DirectoryList>.Good(new DirectoryList([.. all.Items.Where(static d => d.Kind == "scim")]))
            : reply;
    }
}
