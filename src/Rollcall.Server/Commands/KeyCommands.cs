using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall key ...</c></summary>
internal static class KeyCommands
{
    private const string Operators = "api/operators/keys";

    public static Command Create(Frame frame) => Frame.Group("key", "Create, list, exchange and revoke the keys of people, programs and gateways.", CreateOne(frame), List(frame), Rotate(frame), Revoke(frame));

    private static Command CreateOne(Frame frame)
    {
        var kind = Frame.Option<string>("--kind", "operator (all accounts), administrator, support (reads only) or gateway (asks for clients).", "kind");
        kind.Required = true;
        var label = Frame.Option<string?>("--label", "The person or program that it is for (the kind).", "label");
        var days = Frame.Number("--expires-in-days", "For how long it is accepted, 1 to 1095 (365).", "days");
        var routes = Frame.Option<string[]>("--route", "Narrow it to requests such as 'GET /api/accounts/*/users/**'; may be given 20 times.", "pattern");
        var account = Account();
        return frame.Command(
            "create",
            "Create a key, shown this once.",
            "rollcall key create --kind gateway --account acme --label vpn-1\nrollcall key create --kind operator --label 'Kim Cho'\nrollcall key create --kind support --account acme --label dashboard --route 'GET /api/accounts/*/licenses'",
            ask => CreateAsync(ask, ask.Parsed.GetRequiredValue(kind), ask.Parsed.GetValue(label), ask.Parsed.GetValue(days), ask.Parsed.GetValue(routes), ask.Parsed.GetValue(account)),
            kind,
            label,
            days,
            routes,
            account);
    }

    private static async Task<int> CreateAsync(Ask ask, string kind, string? label, int? days, string[]? routes, string? account)
    {
        if (IsOperator(kind))
        {
            return await IssuedAsync(ask, ask.Api.PostAsync(Operators, new OperatorKeyWish(label ?? kind, days, routes), ApiJson.Readable.OperatorKeyWish, ApiJson.Readable.IssuedKey, ask.Ct));
        }

        return await ask.AccountAsync(account) is { } path
            ? await IssuedAsync(ask, ask.Api.PostAsync($"{path}/keys", new KeyWish(kind, label ?? kind, days, routes), ApiJson.Readable.KeyWish, ApiJson.Readable.IssuedKey, ask.Ct))
            : Exit.Failed;
    }

    private static Task<int> IssuedAsync(Ask ask, Task<Reply<IssuedKey>> asked) => ask.ShowAsync(asked, ApiJson.Readable.IssuedKey, key =>
    {
        ask.Say.Facts(("key", key.Key), ("kind", key.About.Kind), ("label", key.About.Label), ("expires", Plain.Time(key.About.Expires)), ("id", key.About.Id));
        ask.Say.Aside("The key is shown this once.");
    });

    private static Command List(Frame frame)
    {
        var (kind, account) = (Kind(), Account());
        return frame.Command(
            "list",
            "List the keys of an account, or with --kind operator those of the operators.",
            "rollcall key list --account acme\nrollcall key list --kind operator",
            async ask => await KeysAsync(ask, ask.Parsed.GetValue(kind), ask.Parsed.GetValue(account)) is { } keys
                ? await KeyRows.ListAsync(ask, ask.Api.GetAsync(keys, ApiJson.Readable.KeyList, ask.Ct))
                : Exit.Failed,
            kind,
            account);
    }

    private static Command Rotate(Frame frame)
    {
        var id = new Argument<string>("key") { Description = "Key, by id or prefix; 'rollcall key list' shows both." };
        var days = Frame.Number("--expires-in-days", "For how long the new one is accepted, 1 to 1095 (as long as the old one).", "days");
        var (kind, account) = (Kind(), Account());
        return frame.Command(
            "rotate",
            "Make a second key like one that lives. Both are accepted until one is revoked.",
            "rollcall key rotate rck_AbCd1234 --account acme\nrollcall key rotate rck_AbCd1234 --kind operator --expires-in-days 90",
            async ask => await KeysAsync(ask, ask.Parsed.GetValue(kind), ask.Parsed.GetValue(account)) is { } keys
                ? await IssuedAsync(ask, ask.Api.PostAsync(
                    $"{keys}/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(id))}/rotate", new KeyRotation(ask.Parsed.GetValue(days)), ApiJson.Readable.KeyRotation, ApiJson.Readable.IssuedKey, ask.Ct))
                : Exit.Failed,
            id,
            days,
            kind,
            account);
    }

    private static Command Revoke(Frame frame)
    {
        var id = new Argument<string>("key") { Description = "Key, by id or prefix; 'rollcall key list' shows both." };
        var (kind, account) = (Kind(), Account());
        return frame.Command(
            "revoke",
            "Accept a key no more.",
            "rollcall key revoke rck_AbCd1234 --account acme\nrollcall key revoke rck_AbCd1234 --kind operator",
            async ask => await KeysAsync(ask, ask.Parsed.GetValue(kind), ask.Parsed.GetValue(account)) is { } keys
                ? await KeyRows.RevokedAsync(ask, ask.Api.DeleteAsync($"{keys}/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(id))}", ApiJson.Readable.KeyView, ask.Ct))
                : Exit.Failed,
            id,
            kind,
            account);
    }

    private static async Task<string?> KeysAsync(Ask ask, string? kind, string? account)
    {
        if (kind is null || !IsOperator(kind))
        {
            return await ask.AccountAsync(account) is { } path ? $"{path}/keys" : null;
        }

        return Operators;
    }

    private static bool IsOperator(string kind) => kind.Equals("operator", StringComparison.OrdinalIgnoreCase);

    private static Option<string?> Kind()
    {
        var kind = Frame.Option<string?>("--kind", "operator: the keys of operators, which belong to no account.", "kind");
        kind.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "operator");
        return kind;
    }

    private static Option<string?> Account() =>
        Frame.Option<string?>("--account", "Account, by id or subdomain. May be left out where the key belongs to one, or there is only one.", "account");
}
