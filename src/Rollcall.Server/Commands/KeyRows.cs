using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary>Tokens and keys as people read them.</summary>
internal static class KeyRows
{
    public static Task<int> ListAsync(Ask ask, Task<Reply<KeyList>> asked) => ask.ShowAsync(asked, ApiJson.Readable.KeyList, list => ask.Say.Table(
        ["PREFIX", "KIND", "LABEL", "STATE", "EXPIRES", "LAST USED", "ID"],
        list.Items.Select(static k => new[] { k.Prefix, k.Kind, k.Label, k.State, Plain.Time(k.Expires), Plain.Time(k.LastUsed), k.Id })));

    public static Task<int> RevokedAsync(Ask ask, Task<Reply<KeyView>> asked) =>
        ask.ShowAsync(asked, ApiJson.Readable.KeyView, key => ask.Say.Line($"{key.Prefix} is accepted no more."));
}
