using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Words;

namespace Rollcall.Server.Commands;

/// <summary>What a new installation begins with: the first operator's key, and a demo account with a directory and its token. The secrets exist only here.</summary>
/// <param name="OperatorKey">The operator's key.</param>
/// <param name="DemoUrl">The demo directory's Base URL; null where the subdomain was taken.</param>
/// <param name="DemoToken">Its token.</param>
internal sealed record FirstThings(Secret OperatorKey, Uri? DemoUrl, Secret? DemoToken)
{
    /// <summary>The demo account's subdomain.</summary>
    public const string Demo = "demo";

    private const int DemoLicenses = 5;

    /// <summary>Makes them; null where the installation has had an operator before.</summary>
    public static async Task<FirstThings?> MakeAsync(RunningServer server)
    {
        var services = server.Services;
        var credentials = services.GetRequiredService<CredentialRegister>();
        var origin = new Origin { Actor = "rollcall serve", Verb = "serve", Route = "/", Status = 201 };
        if (await credentials.CreateFirstOperatorAsync(origin) is not { } first)
        {
            return null;
        }

        if (await services.GetRequiredService<AccountRegister>().CreateAsync("Demo", Demo, UserIdType.Email, origin) is not Outcome<AccountRow>.Done(var account))
        {
            return new FirstThings(first.Secret, null, null);
        }

        await services.GetRequiredService<LicenseDesk>().SetAsync(account.Number, DemoLicenses, null, null, origin);
        var made = await services.GetRequiredService<DirectoryRegister>().CreateScimAsync(account.Number, "Entra ID", IdentityProvider.Entra, enable: true, origin);
        var directory = made.Match(static row => row, static refused => throw new InvalidOperationException(refused.Sentence));
        var issued = await credentials.CreateAsync(
            new NewCredential { Kind = CredentialKind.Directory, Account = account.Number, Owner = directory.Key, Label = "first token" }, origin);
        var token = issued.Match(static value => value.Secret, static refused => throw new InvalidOperationException(refused.Sentence));
        return new FirstThings(first.Secret, BaseUrl.Of(new Uri(server.Address.Public), account.Id, directory.Id), token);
    }
}
