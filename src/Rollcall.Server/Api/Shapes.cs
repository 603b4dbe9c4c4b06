using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Journal;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Api;

/// <summary>Rows of the core in the shapes of the wire.</summary>
internal static class Shapes
{
    public static Account Of(AccountRow row) =>
        new(row.Id.ToString(), row.Subdomain, row.Name, row.State.Word(), row.Settings.UserIdType.Word(), row.Created, row.Settings.RefuseWhenFull ? "refuse" : "wait");

    public static DirectoryView Of(DirectoryRow row, AccountRow account, string publicAddress) => new(
        row.Id.ToString(),
        row.Label,
        row.Kind.Word(),
        Of(row.Idp),
        row.State.Word(),
        row.Kind == DirectoryKind.Scim ? BaseUrlOf(row, account, publicAddress).ToString() : null,
        row.FirstRequest,
        row.LastRequest,
        row.Created);

    public static DirectoryView Of(DirectoryRow row, AccountRow account, string publicAddress, IReadOnlyList<TrafficMark> marks) => Of(row, account, publicAddress) with
    {
        Recognised = [.. Recognition.Of(marks).Select(static r => new RecognisedProvider(Of(r.Provider), r.Reason))],
        Tolerated = [.. marks.Where(static m => !ProviderSign.IsSign(m.Mark)).OrderByDescending(static m => m.Number)
            .Select(static m => new ToleratedDeviation(m.Mark, m.Number, m.FirstAt, m.LastAt))],
    };

    public static Uri BaseUrlOf(DirectoryRow row, AccountRow account, string publicAddress) => BaseUrl.Of(new Uri(publicAddress), account.Id, row.Id);

    public static KeyView Of(Credential row, DateTimeOffset now) => new(
        row.Id.Value.ToString("N"),
        row.Kind.Word(),
        row.Prefix,
        row.Label,
        row.StateAt(now).Word(),
        row.Created,
        row.Expires,
        row.LastUsed,
        row.Revoked,
        row.Exposed,
        row.Routes is { } limits ? [.. limits.Rules.Select(static rule => rule.ToString())] : null);

    // The vendors' names are words of their own, not camel case of ours.
    private static string Of(IdentityProvider idp) => idp.ToString().ToLowerInvariant();
}
