using System.CommandLine;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall key ...</c></summary>
internal static class KeyCommands
{
    public static Command Create(Frame frame) => Frame.Group("key", "Create, list and revoke the keys of people, programs and gateways.", CreateOne(frame), List(frame), Revoke(frame));

    /// <summary>Says tokens or keys.</summary>
    public static void Tell(Say say, KeyList list) => say.Table(
        ["PREFIX", "KIND", "LABEL", "STATE", "EXPIRES", "LAST USED", "ID"],
        list.Items.Select(static k => new[] { k.Prefix, k.Kind, k.Label, k.State, Plain.Time(k.Expires), Plain.Time(k.LastUsed), k.Id }));

    private static Command CreateOne(Frame frame)
    {
        var account = Frame.Account();
        var kind = Frame.Option<string>("--kind", "operator (all accounts), administrator, support or gateway (of one account).", "kind");
        kind.Required = true;
        var label = Frame.Option<string>("--label", "The person or service that it is for.", "label");
        label.Required = true;
        var days = Frame.Option<int?>("--expires-in-days", "Lifetime in days, 1 to 1095 (365).", "days");
        return frame.Command(
            "create",
            "Create a key.",
            """
            rollcall key create --kind administrator --label 'Ada' --account acme
            rollcall key create --kind gateway --label 'vpn-1' --account acme
            rollcall key create --kind operator --label 'Grace'
            """,
            async ask =>
            {
                var (wanted, name, lifetime) = (ask.Parsed.GetRequiredValue(kind), ask.Parsed.GetRequiredValue(label), ask.Parsed.GetValue(days));
                var isOperator = wanted.Equals("operator", StringComparison.OrdinalIgnoreCase);
                if (await PathAsync(ask, isOperator, account) is not { } path)
                {
                    return Exit.Failed;
                }

                var asked = isOperator
                    ? ask.Api.PostAsync(path, new OperatorKeyWish(name, lifetime), ApiJson.Readable.OperatorKeyWish, ApiJson.Readable.IssuedKey, ask.Ct)
                    : ask.Api.PostAsync(path, new KeyWish(wanted, name, lifetime), ApiJson.Readable.KeyWish, ApiJson.Readable.IssuedKey, ask.Ct);
                return await ask.ShowAsync(asked, ApiJson.Readable.IssuedKey, issued => ask.Say.Facts(
                    ("key", issued.Key + "   (shown this once)"), ("kind", issued.About.Kind), ("label", issued.About.Label), ("expires", Plain.Time(issued.About.Expires)), ("id", issued.About.Id)));
            },
            kind,
            label,
            account,
            days);
    }

    private static Command List(Frame frame)
    {
        var (account, operators) = (Frame.Account(), Operators());
        return frame.Command(
            "list",
            "List the keys of an account or, with --operators, of the operators.",
            "rollcall key list --account acme\nrollcall key list --operators",
            async ask => await PathAsync(ask, ask.Parsed.GetValue(operators), account) is not { } path
                ? Exit.Failed
                : await ask.ShowAsync(ask.Api.GetAsync(path, ApiJson.Readable.KeyList, ask.Ct), ApiJson.Readable.KeyList, list => Tell(ask.Say, list)),
            account,
            operators);
    }

    private static Command Revoke(Frame frame)
    {
        var (account, operators) = (Frame.Account(), Operators());
        var key = new Argument<string>("name") { Description = "The key, by id or prefix." };
        return frame.Command(
            "revoke",
            "Accept a key no more, from its next request on.",
            "rollcall key revoke rck_AbCd1234 --account acme\nrollcall key revoke rck_AbCd1234 --operators",
            async ask => await PathAsync(ask, ask.Parsed.GetValue(operators), account) is not { } path
                ? Exit.Failed
                : await ask.ShowAsync(
                    ask.Api.DeleteAsync($"{path}/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(key))}", ApiJson.Readable.KeyView, ask.Ct),
                    ApiJson.Readable.KeyView,
                    revoked => ask.Say.Line($"{revoked.Prefix} is revoked.")),
            key,
            account,
            operators);
    }

    private static Option<bool> Operators() => Frame.Option<bool>("--operators", "The operators' keys instead of an account's.");

    private static async Task<string?> PathAsync(Ask ask, bool operators, Option<string> account) =>
        operators ? "api/operators/keys" : await ask.AccountAsync(ask.Parsed.GetValue(account)) is { } path ? path + "/keys" : null;
}
